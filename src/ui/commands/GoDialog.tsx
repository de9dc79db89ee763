// Go to a time or to an event, typed as it is printed: "1,412 ms", "1.4 s", "event 143".

import { useState } from 'react'
import { useLab, useSession } from '../hooks/session.ts'
import { count } from '../panels/words.ts'
import { DialogFrame } from './Frame.tsx'
import { placeOf } from './place.ts'

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
        <p className="quiet">
          {typed !== '' && place === null
            ? `“${typed}” is neither a time nor an event: try 1,412 ms, 1.4 s or event 143`
            : `This run has ${count(run.rows)} events so far`}
        </p>
        <div className="acts">
          <button type="submit" className="primary" disabled={place === null}>
            Go there
          </button>
        </div>
      </form>
    </DialogFrame>
  )
}
