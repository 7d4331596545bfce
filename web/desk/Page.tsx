import type { ReactNode } from 'react'
import { ProblemNote } from '#web/kit/ProblemNote.tsx'
import type { Loaded } from '#web/kit/useLoad.ts'

/** The main part of a page, the target of 跳到正文. */
export const Page = ({ children, className = '' }: { children: ReactNode; className?: string }) => (
  <main id="main" tabIndex={-1} className={`page ${className}`}>
    {children}
  </main>
)

/** What was read, or that it is being read, or why it cannot be. */
export function Read<T>({ of, children }: { of: Loaded<T>; children: (data: T) => ReactNode }) {
  return (
    <>
      {of.problem && <ProblemNote problem={of.problem} retry={() => void of.reload()} />}
      {of.data !== undefined && children(of.data)}
      {(of.data === undefined ? !of.problem : of.busy) && (
        <p role="status" className={of.data === undefined ? undefined : 'unseen'}>
          正在读取
        </p>
      )}
    </>
  )
}
