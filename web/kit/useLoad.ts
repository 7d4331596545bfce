import { useCallback, useEffect, useRef, useState } from 'react'
import { call, newDay, type ProblemBody, problemOf } from '#web/kit/client.ts'

/** What a page reads from the server. While it is read again the last answer stays; `busy`: that was to another question. */
export type Loaded<T> = Readonly<{ data?: T; problem?: ProblemBody; busy: boolean; reload: () => Promise<void> }>

type State<T> = Readonly<{ place: string | undefined; path: string | undefined; data?: T; problem?: ProblemBody }>

/**
 * Reads `place`, again on `reload` and when a day has begun; nothing while it is undefined. `asked`: which page of it, which words; asked otherwise, what
 * stands there stays, with whatever is typed in it, until the answer comes. A late answer to an earlier question is dropped.
 */
export function useLoad<T>(place: string | undefined, asked = ''): Loaded<T> {
  const path = place && asked ? `${place}?${asked}` : place
  const [state, setState] = useState<State<T>>({ place, path })
  const running = useRef<AbortController | undefined>(undefined)

  const reload = useCallback(async () => {
    running.current?.abort()
    if (path === undefined) return
    const mine = new AbortController()
    running.current = mine
    try {
      const data = await call<T>('GET', path, undefined, mine.signal)
      if (!mine.signal.aborted) setState({ place, path, data })
    } catch (thrown) {
      if (mine.signal.aborted) return
      const problem = problemOf(thrown)
      setState((before) =>
        before.path === path && before.data !== undefined ? { place, path, data: before.data, problem } : { place, path, problem },
      )
    }
  }, [place, path])

  useEffect(() => {
    void reload()
    newDay.addEventListener('day', reload)
    return () => {
      newDay.removeEventListener('day', reload)
      running.current?.abort()
    }
  }, [reload])

  const current: State<T> = state.place === place ? state : { place, path }
  return {
    busy: state.path !== path,
    ...(current.data === undefined ? {} : { data: current.data }),
    ...(current.problem ? { problem: current.problem } : {}),
    reload,
  }
}
