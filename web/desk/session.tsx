import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { Me } from '#web/desk/api.ts'
import { call, type ProblemBody, problemOf, sessionEnd } from '#web/kit/client.ts'
import { forgetDrafts } from '#web/kit/submission.ts'

/** Who is signed in: not known yet, nobody, or somebody 登录状态. */
export type Session = Readonly<{
  me: Me | null | undefined
  problem?: ProblemBody
  signIn: (shown: Readonly<{ agency: string; officer: string; password: string; code?: string }>) => Promise<void>
  /** Reads again who is signed in. */
  renew: () => Promise<void>
  signOut: () => Promise<void>
}>

const SessionContext = createContext<Session | undefined>(undefined)

export function SessionProvider({ children }: { children: ReactNode }) {
  const [me, setMe] = useState<Me | null | undefined>(undefined)
  const [problem, setProblem] = useState<ProblemBody>()
  useEffect(() => {
    const end = () => setMe(null)
    sessionEnd.addEventListener('end', end)
    call<Me>('GET', '/api/me').then(setMe, (thrown: unknown) => {
      const why = problemOf(thrown)
      if (why.status !== 401) setProblem(why)
    })
    return () => sessionEnd.removeEventListener('end', end)
  }, [])
  const signIn: Session['signIn'] = async (shown) => {
    setMe(await call<Me>('POST', '/api/session', shown))
    setProblem(undefined)
  }
  const renew = async () => setMe(await call<Me>('GET', '/api/me'))
  const signOut = async () => {
    await call('DELETE', '/api/session')
    forgetDrafts()
    setMe(null)
  }
  return <SessionContext value={{ me, signIn, renew, signOut, ...(problem ? { problem } : {}) }}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession stands outside SessionProvider')
  return session
}

/** The officer signed in; for pages inside the frame, which are shown to nobody else. */
export function useMe(): Me {
  const { me } = useSession()
  if (!me) throw new Error('nobody is signed in')
  return me
}
