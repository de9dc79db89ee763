// Bad input: one sentence, and the text as it came, for copying. Behind it stands the safe default.

import { X } from 'lucide-react'
import { useLabPart, useSession } from '../hooks/session.ts'

export function Trouble() {
  const { lab } = useSession()
  const trouble = useLabPart((state) => state.trouble)
  if (trouble === null) return null
  return (
    <div className="trouble" role="alert">
      <p>
        {trouble.sentence}{' '}
        <span className="soft">The run on screen is safe. This is the text as it came:</span>
      </p>
      <textarea
        className="text-input data"
        readOnly
        rows={1}
        value={trouble.original}
        aria-label="The text as it came"
        onFocus={(event) => event.target.select()}
      />
      <button type="button" className="icon" aria-label="Dismiss" onClick={() => lab.dismiss()}>
        <X size={16} aria-hidden />
      </button>
    </div>
  )
}
