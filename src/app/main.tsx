// Starts the page: the worker with the run, the lab that speaks to it, the handle for scripts, and React on top.

import { createRoot } from 'react-dom/client'
import { connectLab } from '../lab/client.ts'
import { createHandle, type Netsplit } from '../lab/handle.ts'
import { linkHere, openLink } from '../ui/hooks/openLink.ts'
import { createSession } from '../ui/hooks/session.ts'
import '../ui/look/index.css'
import { App } from '../ui/shell/App.tsx'
import { HOME } from './home.ts'

declare global {
  interface Window {
    netsplit: Netsplit
  }
}

function startWorker(name: 'run' | 'futures' | 'spare'): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name })
}

const lab = connectLab(startWorker('run'))
const session = createSession(lab, startFutures, startSpare)
window.netsplit = createHandle(lab, {
  open: (text) => openLink(session, text),
  link: () => linkHere(session),
})

/** Bounded, because each holds a run of its own. */
const MOST_WORKERS = 8

function startFutures() {
  const cores = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 2))
  return Array.from({ length: cores }, () => startWorker('futures'))
}

function startSpare() {
  const worker = startWorker('spare')
  return { lab: connectLab(worker), end: () => worker.terminate() }
}

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<App session={session} home={HOME} />)
