import type { Citation } from '#law/clause'

/** What a failed call says 问题: `detail` is a sentence for the officer; `fields` names what to mend, `clauses` what the law says. */
export type ProblemBody = Readonly<{
  status: number
  title: string
  detail: string
  code?: string
  clauses?: readonly Citation[]
  fields?: readonly FieldError[]
  version?: number
}>

/** One field to mend; `path` is written from the body, `input.conditions.0.text`. */
export type FieldError = Readonly<{ path: string; zh: string }>

export class Problem extends Error {
  readonly body: ProblemBody
  constructor(body: ProblemBody) {
    super(body.detail)
    this.body = body
  }
}

/** Tells the page that the session is over 登录已失效. */
export const sessionEnd = new EventTarget()

/** Tells what is on the screen that a day has begun 跨日: what is due is counted anew. */
export const newDay = new EventTarget()

const offline: ProblemBody = { status: 0, title: '连不上服务器', detail: '连不上服务器。请检查网络后再试，填写的内容还在这里。' }

const plainZh: Readonly<Record<number, string>> = {
  401: '登录已失效，请重新登录。',
  403: '您的岗位不能办理或者查看这里的内容。',
  404: '没有找到，或者您无权知悉。',
  413: '内容太大，请分开提交。',
  429: '次数多了，请稍后再试。',
  503: '系统正忙，请稍后再试。',
}

/**
 * One call of the server. A granted answer is given as `T`, an empty one as undefined.
 * @throws {Problem} whatever else happens, a lost connection too
 */
export async function call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(path, {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new Problem(offline)
  })
  const said: unknown = await answer.json().catch(() => undefined)
  if (answer.ok) return said as T
  if (answer.status === 401 && path !== '/api/session') sessionEnd.dispatchEvent(new Event('end'))
  const problem = typeof said === 'object' && said !== null ? (said as Partial<ProblemBody>) : {}
  const detail = problem.detail ?? plainZh[answer.status] ?? '系统出了故障，已经记录。请稍后再试。'
  throw new Problem({ title: detail, ...problem, detail, status: answer.status })
}

export const problemOf = (thrown: unknown): ProblemBody =>
  thrown instanceof Problem ? thrown.body : { status: 500, title: '页面出了故障', detail: '页面出了故障，请刷新后再试。' }
