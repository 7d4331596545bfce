import type { FastifyReply } from 'fastify'
import type { ClauseId } from '#law/clause'
import type { Law } from '#policy/law'
import type { Outcome } from '#server/act'
import type { FieldFault } from '#server/request'

/** 问题说明 (RFC 9457), Chinese first: what is wrong and how to mend it. */
export type Problem = Readonly<{
  status: number
  title: string
  detail: string
  code?: string
  clauses?: readonly Readonly<{ id: ClauseId; cite: string }>[]
  fields?: readonly FieldFault[]
  version?: number
}>

export const problem = (reply: FastifyReply, { status, ...said }: Problem): FastifyReply =>
  reply
    .status(status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ type: 'about:blank', status, ...said }))

export const notSignedIn: Problem = {
  status: 401,
  title: '没有登录',
  detail: '请先登录；登录过期的，重新登录后继续，已填写的内容不会丢失',
  code: 'not-signed-in',
}
export const forbidden: Problem = { status: 403, title: '岗位不符', detail: '您的岗位不能办理或者查阅这一事项', code: 'forbidden' }
export const notThere: Problem = {
  status: 404,
  title: '没有找到',
  detail: '没有这一项，或者不属于本机关。请核对地址，或者从上方的栏目进入查找',
  code: 'not-found',
}
export const foreign: Problem = {
  status: 403,
  title: '来源不符',
  detail: '这一请求来自别的网站，没有办理。请在本平台的页面上办理',
  code: 'foreign-origin',
}
export const malformed = (fields: readonly FieldFault[]): Problem => ({
  status: 400,
  title: '填写有误',
  detail: fields.map(({ path, zh }) => (path ? `${path}：${zh}` : zh)).join('；'),
  code: 'malformed',
  fields,
})

/** How an outcome that was not granted is told; each kind keeps its own status. */
export function problemOf(outcome: Exclude<Outcome, { is: 'granted' }>, law: Pick<Law, 'provisions'> | undefined): Problem {
  switch (outcome.is) {
    case 'malformed':
      return malformed(outcome.faults)
    case 'forbidden':
      return forbidden
    case 'notFound':
      return notThere
    case 'stale':
      return {
        status: 409,
        title: '已有新的变化',
        detail: '在您办理期间，这件事已经由别人办理过，请看过最新情况后再办；已填写的内容不会丢失',
        code: 'stale',
        version: outcome.version,
      }
    case 'refused': {
      const { code, zh, clauses } = outcome.refusal
      return {
        status: 409,
        title: '依法不予办理',
        detail: zh,
        code,
        clauses: clauses.map((id) => ({ id, cite: law?.provisions.get(id)?.cite ?? id })),
      }
    }
  }
}
