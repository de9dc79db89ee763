// Go to a time or to an event, typed as it is printed: "1,412 ms", "1.4 s", "event 143".

import { useState } from 'react'
import type { Target } from '../../lab/lab.ts'
import { count } from '../panels/words.ts'
import { useLab, useSession } from '../hooks/session.ts'
import { DialogFrame } from './Frame.tsx'

/** What was typed as a place in the run; null when it is neither a time nor an event. */
export function placeOf(typed: string): Target | null {
  const text = typed.trim().toLowerCase().replaceAll(',', '')
  const event = /^(?:event|#|e)\s*(\d+)/.exec(text)
  if (event !== null) return { row: Math.max(-1, Number(event[1]) - 1) }
  const time = /^(\d+(?:\.\d+)?)\s*(ms|s|µs|us)?$/.exec(text)
  if (time === null) return null
  const scale = { s: 1_000_000, ms: 1_000, µs: 1, us: 1 }[time[2] ?? 'ms'] ?? 1_000
  return { us: Math.round(Number(time[1]) * scale) }
}

export function GoDialog() {
  const { player, view } = useSession()
  const { run } = useLab()
  const [typed, setTyped] = useState('')
  const place = placeOf(typed)
  return (
    <DialogFrame title="Go to" kind="small">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (place === null) return
          view.set({ dialog: null })
          player.seek(place)
        }}
      >
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
          autoFocus
          className="text-input"
          aria-label="A time or an event"
          placeholder="1,412 ms, 1.4 s or event 143"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <p className="quiet">{typed !== '' && place === null ? `“${typed}” is neither a time nor an event` : `This run has ${count(run.rows)} events so far`}</p>
        <div className="acts">
          <button type="submit" className="primary" disabled={place === null}>
            Go there
          </button>
        </div>
      </form>
    </DialogFrame>
  )
}
