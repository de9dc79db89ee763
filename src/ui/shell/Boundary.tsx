// A crash in a view never blanks the page: its place says so, the rest goes on, and the link is kept.

import { Component, type ReactNode } from 'react'

interface Props {
  /** As in "this panel could not be drawn". */
  readonly what: string
  readonly children: ReactNode
}

interface State {
  readonly problem: string | null
}

export class Boundary extends Component<Props, State> {
  override state: State = { problem: null }

  static getDerivedStateFromError(error: unknown): State {
    return { problem: error instanceof Error ? error.message : String(error) }
  }

  override render() {
    const { problem } = this.state
    if (problem === null) return this.props.children
    return (
      <div className="trouble" role="alert">
        <p>
          A fault of the page: {this.props.what} could not be drawn ({problem}). The run itself is unharmed,
          and this link still holds it:
        </p>
        <input
          className="text-input data"
          readOnly
          value={location.href}
          aria-label="Link to this run"
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="btn" onClick={() => this.setState({ problem: null })}>
          Draw it again
        </button>
      </div>
    )
  }
}
