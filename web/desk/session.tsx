import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import type { Me } from '#web/desk/api.ts'
import { call, newDay, type ProblemBody, problemOf, sessionEnd } from '#web/kit/client.ts'
import { draftsOf } from '#web/kit/submission.ts'

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

const LOOK_MS = 20_000

/** When the server's day is over 零点, by this machine's clock. */
const overAt = ({ today, now }: Me): number => Date.now() + Date.parse(`${today}T24:00:00+08:00`) - Date.parse(now)

/** Tells the other tabs that somebody signed in or out 其他标签页. */
const tellTabs = () => {
  const tabs = new BroadcastChannel('mingjing-session')
  tabs.postMessage('changed')
  tabs.close()
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [me, setMe] = useState<Me | null | undefined>(undefined)
  const [problem, setProblem] = useState<ProblemBody>()

  const known = useCallback(async (whose: Me) => {
    await draftsOf(`${whose.agency.agency}/${whose.officer.id}`, whose.draftKey)
    setMe(whose)
    setProblem(undefined)
  }, [])
  const renew = useCallback(async () => known(await call<Me>('GET', '/api/me')), [known])

  useEffect(() => {
    const end = () => setMe(null)
    sessionEnd.addEventListener('end', end)
    renew().catch((thrown: unknown) => {
      const why = problemOf(thrown)
      if (why.status !== 401) setProblem(why)
    })
    const tabs = new BroadcastChannel('mingjing-session')
    tabs.onmessage = () => void renew().catch(() => undefined)
    return () => {
      sessionEnd.removeEventListener('end', end)
      tabs.close()
    }
  }, [renew])

  useEffect(() => {
    if (!me) return
    const over = overAt(me)
    const look = () => {
      if (Date.now() < over) return
      renew().then(
        () => newDay.dispatchEvent(new Event('day')),
        () => undefined, // not reached now: looked for again
      )
    }
    const looking = setInterval(look, Math.min(LOOK_MS, Math.max(1_000, over - Date.now())))
    return () => clearInterval(looking)
  }, [me, renew])

  const signIn: Session['signIn'] = async (shown) => {
    await known(await call<Me>('POST', '/api/session', shown))
    tellTabs()
  }
  const signOut = async () => {
    await call('DELETE', '/api/session')
    tellTabs()
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
