// What this run is made of and may be changed: rules that can be left out, settings, and the list of everything the
// person did. A change now is an intervention; a change at the start makes another run.

import { Group, Input, Label, NumberField, Switch } from 'react-aria-components'
import type { SettingSpec } from '../../sim/define.ts'
import { milliseconds } from '../../sim/words.ts'
import { compareRule, compareSetting } from '../commands/compare.ts'
import { uncapitalised } from '../commands/contrast.ts'
import { inject } from '../commands/faults.ts'
import { useLab, useSession } from '../hooks/session.ts'
import { CompareButton } from './CompareButton.tsx'
import { ContrastButton } from './ContrastButton.tsx'
import { Interventions } from './Interventions.tsx'

export function Tune() {
  return (
    <>
      <Contrast />
      <Interventions />
      <Rules />
      <Settings />
      <Seed />
      <Sheet />
    </>
  )
}

/** The one change that the scenario was made to be compared with. */
function Contrast() {
  const { scenario, isContrast } = useLab()
  if (scenario.contrast === null) return null
  return (
    <section aria-labelledby="contrast-title">
      <h3 id="contrast-title">One thing changed</h3>
      <p className="quiet">
        {isContrast
          ? `This is the changed run: ${uncapitalised(scenario.contrast)}.`
          : 'The same seed, from the start.'}
      </p>
      <ContrastButton classes="btn framed" />
    </section>
  )
}

function Rules() {
  const session = useSession()
  const { sim, frame } = useLab()
  if (sim.rules.length === 0) return null
  return (
    <section aria-labelledby="rules-title">
      <h3 id="rules-title">Leave out a rule</h3>
      <p className="quiet">The run is then an unsafe variant, from this moment on.</p>
      {sim.rules.map((rule) => (
        <div key={rule.id} className="setting comparable">
          <Switch
            className="switch"
            isSelected={frame.brokenRules.includes(rule.id)}
            onChange={(broken) => inject(session, { kind: 'rule', rule: rule.id, broken })}
          >
            <i className="switch-box" />
            <span>{rule.title}</span>
          </Switch>
          <CompareButton title={rule.title} actions={() => [compareRule(session, rule)]} />
          <p className="quiet">
            {rule.help} {rule.paper}
          </p>
        </div>
      ))}
    </section>
  )
}

function Settings() {
  const { sim, frame } = useLab()
  return (
    <section aria-labelledby="settings-title">
      <h3 id="settings-title">Settings</h3>
      <p className="quiet">Changed from this moment on, and kept in the link.</p>
      {sim.settings.map((spec) => (
        <Setting key={spec.key} spec={spec} now={frame.settings[spec.key] ?? spec.default} />
      ))}
    </section>
  )
}

function Setting({ spec, now }: { spec: SettingSpec; now: number | boolean | string }) {
  const session = useSession()
  const set = (value: number | boolean | string) => {
    if (value !== now && !Number.isNaN(value)) inject(session, { kind: 'set', key: spec.key, value })
  }
  return (
    <div className="setting comparable">
      <Control spec={spec} now={now} onSet={set} />
      <CompareButton title={spec.title} actions={() => compareSetting(session, spec)} />
      <p className="quiet">{spec.help}</p>
    </div>
  )
}

function Control(props: {
  spec: SettingSpec
  now: number | boolean | string
  onSet: (value: number | boolean | string) => void
}) {
  const { spec, now, onSet } = props
  if (spec.type === 'switch')
    return (
      <Switch className="switch" isSelected={now === true} onChange={onSet}>
        <i className="switch-box" />
        <span>{spec.title}</span>
      </Switch>
    )
  if (spec.type === 'choice')
    return (
      <label className="choice">
        <span>{spec.title}</span>
        <select value={String(now)} onChange={(event) => onSet(event.target.value)}>
          {spec.choices.map(({ value, title }) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </label>
    )
  const scale = spec.type === 'time' ? 1000 : spec.type === 'share' ? 0.01 : 1
  const unit = spec.type === 'time' ? 'ms' : spec.type === 'share' ? '%' : ''
  return (
    <NumberField
      className="number"
      value={Number(now) / scale}
      minValue={spec.min / scale}
      maxValue={spec.max / scale}
      onChange={(shown) => onSet(spec.type === 'share' ? shown * scale : Math.round(shown * scale))}
    >
      <Label>{spec.title}</Label>
      <Group className="number-box">
        <Input />
        <span className="quiet">{unit}</span>
      </Group>
    </NumberField>
  )
}

function Seed() {
  const { lab, player } = useSession()
  const { seed } = useLab()
  return (
    <section aria-labelledby="seed-title">
      <h3 id="seed-title">Seed</h3>
      <form
        className="setting line-form"
        key={seed}
        onSubmit={(event) => {
          event.preventDefault()
          const typed = String(new FormData(event.currentTarget).get('seed') ?? '').trim()
          if (typed === '' || typed === seed) return
          player.pause()
          void lab.setSeed(typed)
        }}
      >
        <input name="seed" className="text-input" aria-label="Seed" defaultValue={seed} maxLength={40} />
        <button type="submit" className="btn">
          Run this seed
        </button>
      </form>
      <p className="quiet">The same seed gives the same run, event for event.</p>
    </section>
  )
}

/** What is simulated, what is simplified, what is left out. */
function Sheet() {
  const { sim, frame } = useLab()
  const parts = [
    ['Simulated', sim.sheet.simulated],
    ['Simplified', sim.sheet.simplified],
    ['Not modelled', sim.sheet.absent],
  ] as const
  return (
    <section aria-labelledby="sheet-title">
      <h3 id="sheet-title">What this model is</h3>
      {parts.map(([title, lines]) => (
        <details key={title} className="sheet">
          <summary>{title}</summary>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      ))}
      <p className="quiet">
        Fingerprint of this moment <span className="data">{frame.fingerprint}</span>, after{' '}
        {milliseconds(frame.atUs)} ms
      </p>
    </section>
  )
}
