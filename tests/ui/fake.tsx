// The page over the fake lab, for looking at it: /tests/ui/fake.html?state=broken under the development server.

import { createRoot } from 'react-dom/client'
import { createSession } from '../../src/ui/hooks/session.ts'
import { App } from '../../src/ui/shell/App.tsx'
import '../../src/ui/look/index.css'
import { createFakeLab } from './fakeLab.ts'

const wanted = new URLSearchParams(location.search).get('state')
const lab = createFakeLab({ hasPrediction: wanted === 'asked', isBroken: wanted !== null })
createRoot(document.getElementById('root')!).render(
  <App session={createSession(lab)} home="raft/leader-dies" />,
)
