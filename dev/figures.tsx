// For looking at the figures while working on them: every one, drawn from the fixtures of the tests. Not shipped.

import { type ReactNode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Hero, LogTable, RoleChart, ScrubBar, Stage, type Thing, Thumb, TimePane } from '../src/ui/figures/index.ts'
import '../src/ui/look/index.css'
import { CUTS } from '../tests/ui/cuts.ts'
import {
  AT_US,
  healthy, isolateCluster, longTable, mockBands, mockChart, mockCluster, mockFaultSpans, mockLandmarks, mockLanes,
  mockOperations, mockTable, mockTruth, paperChart,
} from '../tests/ui/fixtures.ts'

function Box({ title, height, children }: { title: string; height?: number; children: ReactNode }) {
  return (
    <section style={{ margin: '0 0 24px' }}>
      <h2 className="quiet">{title}</h2>
      <div style={height ? { height, border: '1px dotted var(--line)' } : {}}>{children}</div>
    </section>
  )
}

const STILLS = [
  'first-election', 'leader-dies', 'split-vote', 'two-leaders', 'figure-8', 'diverged-logs', 'asymmetric-cut', 'quorum-lost', 'else',
]

function Page() {
  const [selected, setSelected] = useState<Thing | null>({ kind: 'node', id: 'n3' })
  const [atUs, setAtUs] = useState(AT_US)
  const narrow = innerWidth < 560
  const shared = { atUs, selected, onSelect: setSelected, onMenu: (t: Thing) => console.log('menu', t) }
  return (
    <main style={{ padding: narrow ? 0 : 24 }}>
      <Box title="mock" height={narrow ? 272 : 352}>
        <Stage cluster={mockCluster} {...shared} />
      </Box>
      <Box title="time">
        <TimePane
          nodes={['n1', 'n2', 'n3', 'n4', 'n5']}
          clients={['c1', 'c2']}
          lanes={mockLanes}
          operations={mockOperations}
          truth={mockTruth}
          flights={mockCluster.flights}
          faultSpans={mockFaultSpans}
          fromUs={1_080_000}
          toUs={1_440_000}
          atUs={atUs}
          selected={selected?.kind === 'node' ? selected.id : null}
          onSeek={setAtUs}
          isFutureHidden
        />
      </Box>
      <ScrubBar
        endUs={2_400_000}
        seenUs={atUs}
        atUs={atUs}
        window={{ fromUs: 1_080_000, untilUs: 1_440_000 }}
        bands={mockBands}
        landmarks={mockLandmarks}
        faultSpans={mockFaultSpans}
        answersUs={[401_000, 560_000, 655_000, 840_000, 1_158_000]}
        onSeek={setAtUs}
      />
      <Box title="log">
        <div style={{ maxWidth: 430 }}>
          <LogTable table={mockTable} selected="n3" onSelect={(id) => setSelected({ kind: 'node', id })} />
          <LogTable table={longTable} />
        </div>
      </Box>
      <Hero />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 40, margin: '24px 0' }}>
        {STILLS.map((id) => (
          <Thumb key={id} scenario={id} />
        ))}
      </div>
      <div style={{ maxWidth: 376 }}>
        <Box title="role charts">
          <RoleChart chart={paperChart} />
          <RoleChart chart={mockChart} />
        </Box>
      </div>
      <Box title="one way, spring, held, unsafe" height={narrow ? 300 : 380}>
        <Stage cluster={isolateCluster} {...shared} brokenRules={['Votes twice in a term']} />
      </Box>
      {[[3, 1], [4, 4], [7, 2], [9, 4]].map(([n = 3, c = 1]) => (
        <Box key={n} title={`${n} servers, ${c} clients`} height={narrow ? 290 : 330}>
          <Stage cluster={healthy(n, c)} {...shared} />
        </Box>
      ))}
      {CUTS.map(([name, cluster]) => (
        <Box key={name} title={name} height={narrow ? 290 : 330}>
          <Stage cluster={cluster} {...shared} />
        </Box>
      ))}
      <Box title="low" height={200}>
        <Stage cluster={healthy(5, 2)} {...shared} />
      </Box>
    </main>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Page />)
