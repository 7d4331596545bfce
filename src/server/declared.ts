import type { RouteOptions } from 'fastify'
import { isResource, type Resource } from '#acts/reads'
import { findAct } from '#acts/table'

/** A route that is no part of the published interface. */
export const hidden = (resource: Resource) => ({ schema: { hide: true, 'x-read': resource } as object })

/** Every route says which act it is or what it reads 接口须写明行为或者查阅事项: the platform does not start with one that is in neither table. */
export function declared({ method, url, schema }: RouteOptions): void {
  const { 'x-act': act, 'x-read': resource } = (schema ?? {}) as Readonly<Record<string, unknown>>
  const isAct = typeof act === 'string' && findAct(act) !== undefined
  if (isAct === isResource(resource))
    throw new Error(`${method} ${url} 应当写明一个行为（x-act）或者一个查阅事项（x-read），且在总表之中：${act ?? resource ?? '没有写明'}`)
}
