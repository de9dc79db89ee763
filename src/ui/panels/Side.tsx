// The reasoning column: the question stays put, what is below it is one of six tabs and scrolls.

import { Suspense } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { SIDE_TABS } from '../commands/views.ts'
import { later } from '../hooks/later.ts'
import { usePrefs, useSession, useView } from '../hooks/session.ts'
import type { SideTab } from '../hooks/view.ts'
import { Boundary } from '../shell/Boundary.tsx'
import { Question } from './Question.tsx'
import { Story } from './Story.tsx'

const Feed = later(() => import('./Feed.tsx').then((m) => ({ default: m.Feed })))
export const NodePanel = later(() => import('./Node.tsx').then((m) => ({ default: m.NodePanel })))
const Tune = later(() => import('./Tune.tsx').then((m) => ({ default: m.Tune })))
const History = later(() => import('./History.tsx').then((m) => ({ default: m.History })))
const Outline = later(() => import('./Outline.tsx').then((m) => ({ default: m.Outline })))

const PANELS: Readonly<Record<SideTab, React.ComponentType>> = {
  story: Story,
  feed: Feed,
  node: NodePanel,
  rules: Tune,
  history: History,
  outline: Outline,
}

export function Side() {
  const { view } = useSession()
  const { isSideOpen } = useView()
  const { theme } = usePrefs()
  const isQuiet = theme === 'projector' && !isSideOpen
  return (
    <aside className="side" aria-label="Reasons">
      <Question />
      {isQuiet ? (
        <p className="row-of-buttons">
          <button type="button" className="btn" onClick={() => view.set({ isSideOpen: true })}>
            Show the reasons <kbd>V</kbd>
          </button>
        </p>
      ) : (
        <SideTabs />
      )}
    </aside>
  )
}

export function SideTabs() {
  const { view } = useSession()
  const { sideTab } = useView()
  return (
    <Tabs
      className="side-tabs"
      selectedKey={sideTab}
      onSelectionChange={(key) => view.set({ sideTab: key as SideTab })}
    >
      <TabList className="tabs" aria-label="Reasons">
        {SIDE_TABS.map(([id, title]) => (
          <Tab key={id} id={id} className="tab">
            {title}
          </Tab>
        ))}
      </TabList>
      {SIDE_TABS.map(([id]) => (
        <TabPanel key={id} id={id} className="side-panel" data-tab={id}>
          <Panel tab={id} />
        </TabPanel>
      ))}
    </Tabs>
  )
}

function Panel({ tab }: { tab: SideTab }) {
  const Content = PANELS[tab]
  return (
    <Boundary what="this panel">
      <Suspense fallback={null}>
        <Content />
      </Suspense>
    </Boundary>
  )
}
