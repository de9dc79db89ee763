// axe finds nothing, on any page, in any state, in any look.

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, labState, node, openLab, settled, test } from './page.ts'

const COLOURS = ['color-contrast', 'link-in-text-block']

/** All rules, or those that are named. */
async function findings(page: Page, rules: readonly string[] | null): Promise<string[]> {
  // There are no frames of other origins here; without them one page does.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations } = await (rules === null ? axe : axe.withRules([...rules])).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary}`),
  )
}

interface State {
  readonly name: string
  readonly show: (page: Page) => Promise<void>
  /** Leads back to where the next one begins. */
  readonly leave?: (page: Page) => Promise<void>
}

const closeDialog = async (page: Page) => {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
const dialogBy = (name: string, key: string): State => ({
  name,
  show: async (page) => {
    await page.keyboard.press(key)
    await expect(page.locator('.modal')).toHaveCSS('opacity', '1')
  },
  leave: closeDialog,
})

/** A shut reasoning column, as on the projector, is opened first. */
async function openReasons(page: Page): Promise<void> {
  const why = page.getByRole('tab', { name: 'Why' })
  if (await why.isVisible()) await why.click()
  const more = page.getByRole('button', { name: 'Show the reasons' })
  if (await more.isVisible()) await more.click()
}

const STATES: readonly State[] = [
  { name: 'the lab as it opens', show: (page) => openLab(page) },
  {
    name: 'the lab, broken in many ways',
    show: async (page) => {
      await page.evaluate(async () => {
        const { inject, step } = window.netsplit
        const cut = [
          ['n2', 'n3'],
          ['n3', 'n2'],
          ['n4', 'n1'],
        ] as const
        await inject({ kind: 'crash', node: 'n1' })
        await inject({ kind: 'pause', node: 'n5' })
        await inject({ kind: 'cut', name: 'two links cut', links: cut })
        await inject({ kind: 'loss', links: 'all', probability: 0.3 })
        await inject({ kind: 'rule', rule: 'noDedup', broken: true })
        await step(40)
      })
      await settled(page)
    },
  },
  {
    name: 'a promise broken',
    show: async (page) => {
      await openLab(page, '#/raft/leader-dies?off=noDedup&t=2400ms')
      await openReasons(page)
      await expect(page.locator('.promises .broken')).toHaveCount(1)
    },
  },
  {
    name: 'copies that have come apart, beside a run where they have not',
    show: async (page) => {
      await openLab(page, '#/replication/cap?set=whenCutOff:answer')
      await page.evaluate(async () => {
        const { lab, seek } = window.netsplit
        await lab.predict('skip')
        await seek('end')
        await seek(1200)
        await lab.compare({ name: 'refusing', settings: { whenCutOff: 'refuse' } })
      })
      await openReasons(page)
      await settled(page)
      expect((await labState(page)).compare?.parting).toBeTruthy()
    },
    leave: (page) => page.evaluate(async () => void (await window.netsplit.lab.compare(null))),
  },
  {
    name: 'a prediction open',
    show: async (page) => {
      await openLab(page, '#/raft/leader-dies')
      await page.getByRole('button', { name: 'Kill the leader' }).click()
      await expect(page.getByRole('radio')).toHaveCount(3)
    },
    leave: (page) => page.evaluate(async () => void (await window.netsplit.lab.predict('skip'))),
  },
  ...['Story', 'Feed', 'Node', 'Rules', 'History', 'Outline'].map((tab) => ({
    name: `the tab ${tab}`,
    show: async (page: Page) => {
      await openReasons(page)
      await page.getByRole('tab', { name: tab, exact: true }).click()
      await page.keyboard.press('2')
      await expect(
        page.getByRole('tabpanel', { name: tab, exact: true }).locator('h3').first(),
      ).toBeAttached()
      await settled(page)
    },
  })),
  dialogBy('the palette', 'Control+k'),
  dialogBy('the sheet of keys', '?'),
  dialogBy('the share dialog', 'y'),
  {
    name: 'the dialog of a fault',
    show: async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('Lose messages everywhere')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('button', { name: 'Lose them' })).toBeVisible()
    },
    leave: closeDialog,
  },
  {
    name: 'the dialog of cuts',
    show: async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('Cut off nodes you choose')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('button', { name: 'Cut them off' })).toBeVisible()
    },
    leave: closeDialog,
  },
  {
    name: 'the menu of a node',
    show: async (page) => {
      const cluster = page.getByRole('tab', { name: 'Cluster' })
      if (await cluster.isVisible()) await cluster.click()
      await node(page, 'n2').click({ button: 'right' })
      await expect(page.getByRole('menu')).toBeVisible()
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  { name: 'a bad link', show: (page) => openLab(page, '#/raft/nowhere?x=zzz') },
  {
    name: 'the gallery',
    show: async (page) => {
      await page.goto('./#/gallery')
      await expect(page.getByRole('heading', { name: 'Consensus', exact: true })).toBeVisible()
    },
  },
]

const DESK = { width: 1440, height: 900 }
const PHONE = { width: 360, height: 740 }
// Another theme is other colours and nothing else, so there only those are looked at.
const LOOKS = [
  { look: 'light', viewport: DESK, colorScheme: 'light', rules: null },
  { look: 'dark', viewport: DESK, colorScheme: 'dark', rules: COLOURS },
  // On a projector contrast is enhanced, 7 to 1.
  {
    look: 'projector',
    viewport: DESK,
    colorScheme: 'light',
    theme: 'projector',
    rules: [...COLOURS, 'color-contrast-enhanced'],
  },
  { look: 'a light phone', viewport: PHONE, colorScheme: 'light', hasTouch: true, rules: null },
  { look: 'a dark phone', viewport: PHONE, colorScheme: 'dark', hasTouch: true, rules: COLOURS },
] as const

for (const { look, viewport, colorScheme, rules, ...more } of LOOKS) {
  test.describe(look, () => {
    test.use({ viewport, colorScheme, hasTouch: 'hasTouch' in more })
    test('axe finds nothing in any state', async ({ page }) => {
      test.slow()
      if ('theme' in more) {
        await page.addInitScript((theme) => {
          localStorage.setItem('netsplit.prefs', JSON.stringify({ theme }))
        }, more.theme)
      }
      for (const { name, show, leave } of STATES) {
        await test.step(name, async () => {
          await show(page)
          expect.soft(await findings(page, rules), name).toEqual([])
          await leave?.(page)
        })
      }
    })
  })
}
