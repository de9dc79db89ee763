// Asks for the numbers of a fault and puts it in. Each number has a slider and a field; the button says what it does.

import { useState } from 'react'
import { Group, Input, Label, NumberField, Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { useSession } from '../hooks/session.ts'
import type { FaultForm } from '../hooks/view.ts'
import { DialogFrame } from './Frame.tsx'
import { type Field, formSpec } from './faultForms.ts'
import { inject } from './faults.ts'

export function FaultDialog({ form }: { form: FaultForm }) {
  const session = useSession()
  const spec = formSpec(form)
  const [numbers, setNumbers] = useState(() =>
    Object.fromEntries(spec.fields.map((field) => [field.key, field.start])),
  )
  const put = () => {
    session.view.set({ dialog: null })
    inject(session, spec.make(numbers))
  }
  return (
    <DialogFrame title={spec.title} kind="small">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          put()
        }}
      >
        <p className="soft">{spec.help}</p>
        {spec.fields.map((field, i) => (
          <NumberWithSlider
            key={field.key}
            field={field}
            isFirst={i === 0}
            value={numbers[field.key] ?? field.start}
            onChange={(value) => setNumbers({ ...numbers, [field.key]: value })}
          />
        ))}
        <div className="acts">
          <button type="submit" className="primary">
            {spec.verb}
          </button>
          <button type="button" className="btn" onClick={() => session.view.set({ dialog: null })}>
            Leave it
          </button>
        </div>
      </form>
    </DialogFrame>
  )
}

function NumberWithSlider({
  field,
  isFirst,
  value,
  onChange,
}: {
  field: Field
  isFirst: boolean
  value: number
  onChange: (value: number) => void
}) {
  const range = { minValue: field.min, maxValue: field.max, step: field.step, value }
  return (
    <div className="number-slider">
      <NumberField
        className="number"
        autoFocus={isFirst}
        {...range}
        onChange={(next) => onChange(Number.isNaN(next) ? field.start : next)}
      >
        <Label>{field.label}</Label>
        <Group className="number-box">
          <Input />
          <span className="quiet">{field.unit}</span>
        </Group>
      </NumberField>
      <Slider {...range} aria-label={field.label} onChange={onChange}>
        <SliderTrack className="track">
          <SliderThumb className="thumb" />
        </SliderTrack>
      </Slider>
    </div>
  )
}
