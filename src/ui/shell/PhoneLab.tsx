// The lab on a phone: one view at a time, the question under the thumb, the transport at the foot. A tap on a thing
// opens its actions.

import { ChevronLeft, Ellipsis } from 'lucide-react'
import { Group, Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { action } from '../commands/action.ts'
import { inject, tellActions, worldActions } from '../commands/faults.ts'
import { lookActions } from '../commands/looks.ts'
import { ActionsButton } from '../commands/Menus.tsx'
import { rateActions } from '../commands/playing.ts'
import { receiptActions } from '../commands/receipts.ts'
import { healActions } from '../commands/registry.ts'
import { untilAction } from '../commands/until.ts'
import { PHONE_TABS } from '../commands/views.ts'
import { useLab, useLabPart, useOffers, useSession, useViewPart } from '../hooks/session.ts'
import { type PhoneTab, stagesOf } from '../hooks/view.ts'
import { Question } from '../panels/Question.tsx'
import { SideTabs } from '../panels/SideTabs.tsx'
import { Boundary } from './Boundary.tsx'
import { ClientLine } from './ClientLine.tsx'
import { DiagramButton, DiagramOnPhone } from './DiagramPlace.tsx'
import { LogView, ScrubView, TimeView } from './Figures.tsx'
import { Sentence } from './Narration.tsx'
import { SeenBar } from './SeenBar.tsx'
import { StageInside } from './StagePlace.tsx'
import { Icon, PlayButton, Time } from './Transport.tsx'
import { Trouble } from './Trouble.tsx'

export function PhoneLab() {
  const { view } = useSession()
  const phoneTab = useViewPart((state) => state.phoneTab)
  // Which of the figures it is says the switch on the stage.
  const hasStages = useLabPart(stagesOf).length > 1
  return (
    <div className="lab phone">
      <Head />
      <Tabs
        className="phone-tabs"
        selectedKey={phoneTab}
        onSelectionChange={(key) => view.set({ phoneTab: key as PhoneTab })}
      >
        <nav className="phone-nav" aria-label="Views">
          <TabList className="tabs" aria-label="Views">
            {PHONE_TABS.map(([id, title]) => (
              <Tab key={id} id={id} className="tab">
                {id === 'cluster' && hasStages ? 'Now' : title}
              </Tab>
            ))}
          </TabList>
          <FaultsButton />
        </nav>
        <main>
          <Trouble />
          <SeenBar />
          <TabPanel id="cluster" className="phone-panel">
            <div className="area-stage">
              <StageInside />
            </div>
          </TabPanel>
          <TabPanel id="time" className="phone-panel">
            <Boundary what="the time pane">
              <TimeView />
            </Boundary>
            <DiagramButton />
          </TabPanel>
          <TabPanel id="log" className="phone-panel">
            <Boundary what="the log">
              <LogView />
            </Boundary>
          </TabPanel>
          <TabPanel id="why" className="phone-panel">
            <h2 className="vh">Reasons</h2>
            <SideTabs />
          </TabPanel>
          <div className="say">
            <Sentence />
          </div>
          <ClientLine />
          {phoneTab !== 'why' && <Question />}
        </main>
      </Tabs>
      <Foot />
      <DiagramOnPhone />
    </div>
  )
}

function Head() {
  const { scenario, beat, run } = useLab()
  return (
    <header className="phone-bar">
      <a className="btn ic" href="#/gallery" aria-label="All scenarios">
        <ChevronLeft aria-hidden />
      </a>
      <h1>{scenario.title}</h1>
      {run.beats.length > 0 && (
        <span className="quiet">
          {beat} of {run.beats.length}
        </span>
      )}
      <More />
    </header>
  )
}

function More() {
  const session = useSession()
  const { view } = session
  const { branches, compare } = useLab()
  const stop = () => void session.lab.compare(null)
  const { onAnything } = useOffers()
  const open = (kind: 'palette' | 'share' | 'keys' | 'go' | 'branches' | 'compare') => () =>
    view.set({ dialog: { kind } })
  const make = (id: string, title: string, run: () => void) => action({ id, title, run, group: 'Page' })
  const actions = () => [
    make('share', 'Share', open('share')),
    make('find', 'Find a command', open('palette')),
    make('go', 'Go to a time or an event', open('go')),
    untilAction(session),
    ...healActions(session)
      .slice(0, 3)
      .filter(({ why }) => why === null),
    compare === null
      ? make('compare', 'Compare with…', open('compare'))
      : make('compare', 'Stop comparing', stop),
    ...(branches.length < 2 ? [] : [make('branches', 'Branches', open('branches'))]),
    ...tellActions(session, onAnything, null),
    ...worldActions(session),
    ...rateActions(session),
    ...lookActions(session),
    make('keys', 'Keys', open('keys')),
  ]
  return (
    <ActionsButton label="More" className="btn ic" actions={actions}>
      <Ellipsis aria-hidden />
    </ActionsButton>
  )
}

function FaultsButton() {
  const session = useSession()
  const { frame } = useLab()
  const n = frame.faults.length
  if (n === 0) return null
  const says = n === 1 ? '1 fault' : `${n} faults`
  const heal = (id: string, title: string, scope: string) =>
    action({
      id,
      title,
      scope,
      group: 'Heal and undo',
      run: () => inject(session, { kind: 'heal', fault: id }),
    })
  const all = action({
    id: 'all',
    title: 'Heal all',
    group: 'Heal and undo',
    run: () => inject(session, { kind: 'heal' }),
  })
  return (
    <ActionsButton
      label={`${says}: heal, or see what they touched`}
      actions={() => [
        ...frame.faults.map((fault) => heal(fault.id, `Heal: ${fault.title}`, fault.effect)),
        all,
        ...receiptActions(session),
      ]}
    >
      <i className="swatch" aria-hidden /> {says}
    </ActionsButton>
  )
}

function Foot() {
  const { player, view } = useSession()
  return (
    <footer className="phone-foot">
      <ScrubView />
      <Group className="phone-transport" aria-label="Transport">
        <button
          type="button"
          className="btn clock-time data"
          onClick={() => view.set({ dialog: { kind: 'go' } })}
          aria-label="Go to a time or an event"
        >
          <Time />
        </button>
        <button
          type="button"
          className="btn ic"
          aria-label="Previous beat"
          onClick={() => player.seek({ by: 'beat', step: -1 })}
        >
          <Icon name="beatBack" />
        </button>
        <button
          type="button"
          className="btn ic"
          aria-label="Previous event"
          onClick={() => player.seek({ by: 'event', step: -1 })}
        >
          <Icon name="back" />
        </button>
        <PlayButton />
        <button
          type="button"
          className="btn ic"
          aria-label="Next event"
          onClick={() => player.seek({ by: 'event', step: 1 })}
        >
          <Icon name="next" />
        </button>
        <button
          type="button"
          className="btn ic"
          aria-label="Next beat"
          onClick={() => player.seek({ by: 'beat', step: 1 })}
        >
          <Icon name="beatNext" />
        </button>
      </Group>
    </footer>
  )
}
