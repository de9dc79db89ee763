// Under a tenth of a second nothing; after that a sentence and a bar. Never a spinner.

import { useEffect, useState } from 'react'

export function Loading() {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 100)
    return () => clearTimeout(timer)
  }, [])
  return (
    <main className="loading" aria-busy="true">
      <h1 className="vh">Netsplit</h1>
      {isLong && <p>Running the cluster up to its first moment…</p>}
    </main>
  )
}
