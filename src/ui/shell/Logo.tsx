// The mark: two nodes and the line that is cut between them.

export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 30 18" width="30" height="18" aria-hidden="true">
      <circle cx="6" cy="9" r="4.5" />
      <circle cx="24" cy="9" r="4.5" />
      <path d="M12.5 15.5L17.5 2.5" />
    </svg>
  )
}
