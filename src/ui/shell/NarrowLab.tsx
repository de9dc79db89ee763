// Under 1,100 px: the question and the reasons go under the stage, the log becomes a tab beside time, and the transport
// stays at the foot of the window while the rest scrolls.

import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useViewPart } from '../hooks/session.ts'
import { Question } from '../panels/Question.tsx'
import { SideTabs } from '../panels/SideTabs.tsx'
import { Bar } from './Bar.tsx'
import { Boundary } from './Boundary.tsx'
import { DiagramButton, DiagramPlace, useDiagramOpen } from './DiagramPlace.tsx'
import { Faults } from './Faults.tsx'
import { BranchView, LogView, ScrubView, TimeView } from './Figures.tsx'
import { Metrics } from './Metrics.tsx'
import { Narration } from './Narration.tsx'
import { StagePlace } from './StagePlace.tsx'
import { Clock, Transport } from './Transport.tsx'
import { Trouble } from './Trouble.tsx'
import { useDress } from './useDress.ts'

export function NarrowLab() {
  const isDiagramOpen = useDiagramOpen()
  const layout = useViewPart((view) => view.layout)
  useDress(layout, null)
  return (
    <div className="lab narrow" data-layout={layout}>
      <Bar />
      <main>
        <Trouble />
        <Faults />
        {isDiagramOpen ? <DiagramPlace /> : <StagePlace />}
        <Narration />
        <Question />
        {isDiagramOpen ? <LogView /> : <PastTabs />}
        <aside aria-label="Reasons">
          <SideTabs />
        </aside>
        <Metrics />
      </main>
      <footer>
        <ScrubView />
        <div className="narrow-foot">
          <Transport />
          <Clock />
        </div>
        <BranchView />
      </footer>
    </div>
  )
}

function PastTabs() {
  return (
    <Tabs className="time-or-log">
      <TabList className="tabs" aria-label="Past and logs">
        <Tab id="time" className="tab">
          Time
        </Tab>
        <Tab id="log" className="tab">
          Log
        </Tab>
      </TabList>
      <TabPanel id="time">
        <Boundary what="the time pane">
          <TimeView />
        </Boundary>
        <DiagramButton />
      </TabPanel>
      <TabPanel id="log">
        <Boundary what="the log">
          <LogView />
        </Boundary>
      </TabPanel>
    </Tabs>
  )
}
