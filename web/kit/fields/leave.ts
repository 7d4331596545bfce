import type { KeyboardEvent } from 'react'

/** Tab leaves a list of choices as it is; antd would take the choice that happens to be marked. */
export const leave = (event: KeyboardEvent): void => {
  if (event.key === 'Tab') event.stopPropagation()
}
