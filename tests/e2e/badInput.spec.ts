// Whatever the address holds, there is a sentence that names the thing, the text as it came, and a page that works.

import { expect, labState, moment, openLab, press, ready, test } from './page.ts'

const LONG = '#/raft/leader-dies?x=zpVTBTsMwDP2VyOeIkhZV6pEhcUHixGFCaXE3iyap7Gxomvbv2GnLdkBw4Wb7+b3nF-cIAQ'

const CASES: readonly {
  readonly what: string
  readonly hash: string
  readonly names: readonly string[]
  readonly opens?: string
}[] = [
  { what: 'an unknown scenario', hash: '#/raft/leader-lives', names: ['raft/leader-lives'] },
  { what: 'an unknown system', hash: '#/paxos/first', names: ['paxos/first'] },
  {
    what: 'a setting out of range',
    hash: '#/raft/two-leaders?set=heartbeatUs:99999999999',
    names: ['heartbeatUs', '99999999999'],
    opens: 'raft/two-leaders',
  },
  {
    what: 'a setting there is not',
    hash: '#/raft/two-leaders?set=gravity:9',
    names: ['gravity'],
    opens: 'raft/two-leaders',
  },
  { what: 'a rule there is not', hash: '#/raft/leader-dies?off=allOfThem', names: ['allOfThem'] },
  { what: 'a time that is none', hash: '#/raft/leader-dies?t=soon', names: ['t is', 'soon'] },
  { what: 'an event that is none', hash: '#/raft/leader-dies?t=100ms&e=first', names: ['e is', 'first'] },
  { what: 'a fingerprint that is none', hash: '#/raft/leader-dies?t=100ms&f=xyz', names: ['f is', 'xyz'] },
  { what: 'a mangled link', hash: '#/raft/leader-dies?x=%%%zzz???', names: ['interventions in x'] },
  { what: 'a link cut short', hash: LONG, names: ['interventions in x', 'zpVTBT'] },
  {
    what: 'a run of another version',
    hash: '#/raft/leader-dies?t=100ms&e=20&f=0123456789abcdef',
    names: ['another version', 'differs here'],
  },
]

test('bad input is named and kept for copying, and a run that works stands behind', async ({ page }) => {
  // The first is opened afresh, the others by changing the address of the open page.
  for (const { what, hash, names, opens = 'raft/leader-dies' } of CASES) {
    await openLab(page, hash)
    const alert = page.getByRole('alert')
    for (const name of names) await expect(alert.locator('p'), what).toContainText(name)
    const original = alert.getByRole('textbox', { name: 'The text as it came' })
    await original.focus()
    const [value, selected] = await original.evaluate((area: HTMLTextAreaElement) => [
      area.value,
      area.value.slice(area.selectionStart, area.selectionEnd),
    ])
    expect(value).toBe(decodeURI(hash.replaceAll('%%%', '%25%25%25')))
    expect(selected).toBe(value)

    expect((await labState(page)).scenario.id).toBe(opens)
    await alert.getByRole('button', { name: 'Dismiss' }).click()
    await expect(alert).toHaveCount(0)
    const before = await moment(page)
    await press(page, 'n')
    expect((await moment(page)).row, what).toBe(before.row + 1)
  }
})

test('a link that a person shortened by one letter is named too, and the next good link clears it', async ({
  page,
}) => {
  await openLab(page)
  await press(page, '1', 'x', '2', 'z')
  const link = await page.evaluate(() => window.netsplit.link())
  await page.goto('about:blank')
  await openLab(page, link.slice(0, -6))
  await expect(page.getByRole('alert').locator('p')).toContainText('interventions in x')
  await page.evaluate((whole) => {
    location.hash = whole
  }, link)
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect((await moment(page)).faults).toEqual(['n1 crashed', 'n2 paused'])
})

/** A generator of its own, so that a failure can be seen again. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

function mangled(good: string, roll: (sides: number) => number): string {
  const junk = () => String.fromCodePoint([33 + roll(90), 160 + roll(50_000), 0x1f600 + roll(60)][roll(3)]!)
  const at = 1 + roll(good.length - 1)
  const some = Array.from({ length: 1 + roll(40) }, junk).join('')
  const keys = ['seed', 'set', 'off', 'on', 't', 'e', 'f', 'x', 'theme', '']
  switch (roll(6)) {
    case 0:
      return good.slice(0, at)
    case 1:
      return good.slice(0, at) + junk() + good.slice(at + 1)
    case 2:
      return good.slice(0, at) + good.slice(at + 1 + roll(12))
    case 3:
      return `#${some}`
    case 4:
      return `#/raft/${['leader-dies', 'figure-8', some][roll(3)]}?${keys[roll(keys.length)]}=${some}`
    default:
      return `${good}&${keys[roll(keys.length)]}=${encodeURIComponent(some)}`
  }
}

test('two hundred mangled links leave a page with a run on it every time', async ({ page }) => {
  await openLab(page)
  await press(page, '1', 'x', '2', 'i', 'w')
  const good = await page.evaluate(() => window.netsplit.link())
  const roll = dice(20_261)
  const hashes = Array.from({ length: 200 }, () => mangled(good, roll))
  const blank = await page.evaluate(async (list) => {
    const turn = () => new Promise((done) => setTimeout(done))
    const bad: string[] = []
    for (const hash of list) {
      const heard = new Promise((done) => addEventListener('hashchange', done, { once: true }))
      location.hash = hash
      await Promise.race([heard, new Promise((done) => setTimeout(done, 100))])
      await turn()
      await window.netsplit.fingerprint()
      await turn()
      const { status, frame } = window.netsplit.lab.getState()
      const hasRun = status === 'ready' && frame.rows > 0
      const nodes = document.querySelectorAll('.stage .thing[data-key^="node"]').length
      const says = document.querySelector('[role=status]')?.textContent ?? ''
      if (!hasRun || nodes < 3 || says === '' || document.body.textContent.includes('A fault of the page'))
        bad.push(hash)
    }
    return bad
  }, hashes)
  expect(blank).toEqual([])
  expect(new Set(hashes).size).toBeGreaterThan(190)
  await ready(page)
})
