// Draws again whenever the moment to draw is another, as long as something is under way that moves with it.

import { useEffect } from 'react'

export function useMoments(
  onMoment: (listener: () => void) => () => void,
  redraw: () => void,
  isMoving: boolean,
): void {
  useEffect(() => (isMoving ? onMoment(redraw) : undefined), [onMoment, redraw, isMoving])
}
