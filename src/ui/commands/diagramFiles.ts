// The diagram as a file: what it shows now if it is open, all of the run otherwise, with the link of the moment on it.

import { MARKS } from '../../lab/diagram/part.ts'
import { modelOf } from '../figures/diagram/model.ts'
import { wholeSpan } from '../figures/diagram/scale.ts'
import { diagramSvg, drawSheet, SHEET, type Sheet, type SheetWords } from '../figures/diagram/sheet.ts'
import { lightLook } from '../figures/shared/look.ts'
import { linkHere } from '../hooks/openLink.ts'
import { fillColumns, keptColumns } from '../hooks/runColumns.ts'
import type { Session } from '../hooks/session.ts'
import { isDiagramOpen } from '../hooks/view.ts'
import { clock, count } from '../panels/words.ts'
import type { PictureFormat } from './diagram.ts'
import { FORMAT_OF } from './diagram.ts'
import { download } from './files.ts'
import { wholeLink } from './links.ts'

/** Pixels of a PNG for each of the sheet. */
const SHARPNESS = 2

export async function saveDiagram(session: Session, format: PictureFormat): Promise<void> {
  const sheet = await sheetNow(session)
  const name = `${session.lab.getState().scenario.id.replaceAll('/', '-')}.diagram.${format}`
  const content = format === 'svg' ? svgOf(sheet) : await pngOf(sheet)
  download(session, name, content)
}

function svgOf(sheet: Sheet): Blob {
  return new Blob([diagramSvg(sheet)], { type: FORMAT_OF.svg })
}

async function pngOf(sheet: Sheet): Promise<Blob> {
  // Text on a canvas waits for no font.
  await document.fonts.ready
  const canvas = new OffscreenCanvas(SHEET.width * SHARPNESS, SHEET.height * SHARPNESS)
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('this browser gives no canvas to draw on')
  pen.scale(SHARPNESS, SHARPNESS)
  drawSheet(pen as unknown as CanvasRenderingContext2D, sheet)
  return canvas.convertToBlob({ type: FORMAT_OF.png })
}

async function sheetNow(session: Session): Promise<Sheet> {
  const { lab, view } = session
  const { scenario, run, frame } = lab.getState()
  const columns = keptColumns(scenario)
  await fillColumns(lab, columns)
  const { mode, span, hiddenMarks, hiddenNodes, isCollapsed } = view.get().diagram
  const model = modelOf(columns, run.landmarks, {
    hiddenMarks: new Set(hiddenMarks.map((mark) => MARKS.indexOf(mark))),
    hiddenLanes: new Set(columns.nodes.flatMap(({ id }, lane) => (hiddenNodes.includes(id) ? [lane] : []))),
    isCollapsed,
  })
  return {
    model,
    mode,
    span: (isDiagramOpen(view.get()) ? span : null) ?? wholeSpan(columns, model.slots, mode),
    playhead: { row: Math.min(frame.row, columns.rowCount - 1), atUs: frame.atUs },
    look: lightLook(),
    words: await wordsNow(session, columns.rowCount),
  }
}

async function wordsNow(session: Session, rows: number): Promise<SheetWords> {
  const { scenario, seed, sim, frame } = session.lab.getState()
  const broken = sim.rules.filter(({ id }) => frame.brokenRules.includes(id)).map(({ title }) => title)
  return {
    title: scenario.title,
    about: `${sim.title} · seed ${seed} · ${count(rows)} events · at ${clock(frame.atUs)}`,
    unsafe: broken.length === 0 ? null : `unsafe variant: ${broken.join(', ')}`,
    link: wholeLink(await linkHere(session)),
  }
}
