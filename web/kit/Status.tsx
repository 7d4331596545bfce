import type { ReactNode } from 'react'

const signs = { info: '●', ok: '✓', warn: '!', bad: '×', idle: '○' } as const
export type Look = keyof typeof signs

/** A status 状态: always sign, words and border, never colour alone. */
export const Status = ({ look, children }: { look: Look; children: ReactNode }) => (
  <span className={`status ${look}`}>
    <i aria-hidden="true">{signs[look]}</i>
    {children}
  </span>
)
