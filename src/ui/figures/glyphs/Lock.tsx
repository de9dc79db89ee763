// A lock: what is held may not be changed by others. Centred on the origin; `size` is half its width.

export function Lock({ size }: { readonly size: number }) {
  const bow = size * 0.64
  return (
    <>
      <path
        d={`M${-bow} ${-size * 0.1}V${-size * 0.5}A${bow} ${bow} 0 0 1 ${bow} ${-size * 0.5}V${-size * 0.1}`}
        className="lock-bow"
      />
      <rect
        x={-size}
        y={-size * 0.2}
        width={size * 2}
        height={size * 1.4}
        rx={size * 0.15}
        className="lock-body"
      />
    </>
  )
}
