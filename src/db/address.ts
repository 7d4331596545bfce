/** Where a database answers 数据库地址; a role and its password are added by who connects. */
export type Address = Readonly<{ host: string; port: number; database: string; ssl?: boolean | Readonly<{ rejectUnauthorized: boolean }> }>

/** Who may make roles and databases: the superuser of our own server, or the user that DATABASE_URL names. */
export type Admin = Readonly<{ address: Address; user: string; password?: string }>

/** Reads `DATABASE_URL`. @throws in Chinese, without repeating the password, when it cannot be read */
export function parseUrl(text: string): Admin {
  const bad = (why: string) => new Error(`DATABASE_URL 无法使用：${why}。形如 postgresql://用户:口令@主机:5432/数据库名。`)
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) throw bad('不是 PostgreSQL 地址')
  const database = decodeURIComponent(url.pathname.slice(1))
  if (!url.hostname || !url.username || !database) throw bad('缺少主机、用户或数据库名')
  const mode = url.searchParams.get('sslmode') ?? 'disable'
  const ssl = { disable: false, prefer: false, require: { rejectUnauthorized: false }, 'verify-full': true }[mode]
  if (ssl === undefined) throw bad(`不支持 sslmode=${mode}，可用 disable、require、verify-full`)
  return {
    address: { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 5432), database, ...(ssl ? { ssl } : {}) },
    user: decodeURIComponent(url.username),
    ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
  }
}
