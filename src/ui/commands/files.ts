// Files: every format a run is saved in, and opening a saved run, chosen or dropped on the page. Whatever is opened is
// read by the lab, which says in a sentence what is wrong with it.

import { FORMAT_TITLES, FORMATS, type Format } from '../../lab/export/format.ts'
import { linkHere, openLink } from '../hooks/openLink.ts'
import type { Session } from '../hooks/session.ts'
import { goToLab } from '../hooks/useRoute.ts'
import { type Action, action } from './action.ts'

/** A saved run is some kilobytes; nothing near this is one. */
const MOST_BYTES = 2_000_000
/** Some browsers begin to read what is saved only after the click. */
const LONG_ENOUGH_MS = 10_000

export function saveActions(session: Session): readonly Action[] {
  return FORMATS.map((format) =>
    action({
      id: `page.save.${format}`,
      title: FORMAT_TITLES[format],
      full: `Save as: ${FORMAT_TITLES[format]}`,
      group: 'Page',
      run: () => void save(session, format),
    }),
  )
}

export function openFileAction(session: Session): Action {
  return action({ id: 'page.file', title: 'Open a file', group: 'Page', run: () => chooseFile(session) })
}

async function save(session: Session, format: Format): Promise<void> {
  const { name, text } = await session.lab.export(format)
  download(session, name, new Blob([text], { type: 'text/plain' }))
}

/** Gives a file to the browser to keep. */
export function download({ view }: Session, name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(url), LONG_ENOUGH_MS)
  view.set({ notice: `Saved as ${name}` })
}

function chooseFile(session: Session): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.json,application/json'
  input.onchange = () => void openFile(session, input.files?.[0])
  input.click()
}

export async function openFile(session: Session, file: File | undefined): Promise<void> {
  if (file === undefined) return
  const { view, player } = session
  player.pause()
  if (file.size > MOST_BYTES) {
    view.set({ notice: `${file.name} is too large to be a saved run` })
    return
  }
  await openText(session, await file.text())
}

/** Opens a saved run, or a scenario by its name, and shows it wherever one was. */
export async function openText(session: Session, text: string): Promise<void> {
  await openLink(session, text)
  goToLab(await linkHere(session))
}
