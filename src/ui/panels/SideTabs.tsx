// The reasons, in tabs: what happened and why, each with a panel that is loaded when it is first seen.

import { Suspense } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { SIDE_TABS } from '../commands/views.ts'
import { later } from '../hooks/later.ts'
import { useLabPart, useSession, useViewPart } from '../hooks/session.ts'
import type { SideTab } from '../hooks/view.ts'
import { Boundary } from '../shell/Boundary.tsx'
import { Story } from './Story.tsx'

const Feed = later(() => import('./Feed.tsx').then((m) => ({ default: m.Feed })))
export const NodePanel = later(() => import('./Node.tsx').then((m) => ({ default: m.NodePanel })))
const Knows = later(() => import('./Knows.tsx').then((m) => ({ default: m.Knows })))
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

export function SideTabs() {
  const { view } = useSession()
  const sideTab = useViewPart((state) => state.sideTab)
  const isSeen = useLabPart(({ seen }) => seen !== null)
  if (isSeen)
    return (
      <Suspense fallback={null}>
        <Knows />
      </Suspense>
    )
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
