import { useCallback, useEffect, useRef, useState } from 'react'
import { call, newDay, type ProblemBody, problemOf } from '#web/kit/client.ts'

/** What a page reads from the server. While it is read again the last answer stays. */
export type Loaded<T> = Readonly<{ data?: T; problem?: ProblemBody; reload: () => Promise<void> }>

type State<T> = Readonly<{ path: string | undefined; data?: T; problem?: ProblemBody }>

/** Reads `path`, again on `reload` and when a day has begun; nothing while `path` is undefined. A late answer to an earlier path is dropped. */
export function useLoad<T>(path: string | undefined): Loaded<T> {
  const [state, setState] = useState<State<T>>({ path })
  const running = useRef<AbortController | undefined>(undefined)

  const reload = useCallback(async () => {
    running.current?.abort()
    if (path === undefined) return
    const mine = new AbortController()
    running.current = mine
    try {
      const data = await call<T>('GET', path, undefined, mine.signal)
      if (!mine.signal.aborted) setState({ path, data })
    } catch (thrown) {
      if (mine.signal.aborted) return
      const problem = problemOf(thrown)
      setState((before) => (before.path === path && before.data !== undefined ? { path, data: before.data, problem } : { path, problem }))
    }
  }, [path])

  useEffect(() => {
    void reload()
    newDay.addEventListener('day', reload)
    return () => {
      newDay.removeEventListener('day', reload)
      running.current?.abort()
    }
  }, [reload])

  const current: State<T> = state.path === path ? state : { path }
  return {
    ...(current.data === undefined ? {} : { data: current.data }),
    ...(current.problem ? { problem: current.problem } : {}),
    reload,
  }
}
