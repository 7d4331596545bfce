/** How a page is shown 版本: as it is, or 长者版 in larger type and one column. */
export type View = 'standard' | 'plain'

/** The same address in a form of the portal; what is not a page of it stays. */
export const inView = (view: View, href: string): string => (view === 'plain' && href.startsWith('/') ? `/plain${href}` : href)

type Decision = Readonly<{ agency: string; id: string }>

/** Address of a decision's own page. */
export const decisionHref = ({ agency, id }: Decision): string => `/decisions/${encodeURIComponent(agency)}/${encodeURIComponent(id)}`

/** Address of the page that proves it 核验, and of the file to keep. */
export const proofHref = (decision: Decision): string => `${decisionHref(decision)}/proof`
export const proofFileHref = (decision: Decision): string => `${decisionHref(decision)}/proof.json`

/** What was asked of the list 查询条件, in the words of its address. */
export type Query = Readonly<{ q?: string; agency?: string; year?: number; kind?: string; late?: 'yes' | 'no' }>

/** Address of a page of the list, or of what else has it, with only what was asked. */
export function listHref({ q, agency, year, kind, late, page }: Query & { page?: number }, path = '/decisions'): string {
  const asked = Object.entries({ q, agency, year, kind, late, page: page && page > 1 ? page : undefined }).flatMap(([name, value]) =>
    value ? [`${name}=${encodeURIComponent(value)}`] : [],
  )
  return asked.length > 0 ? `${path}?${asked.join('&')}` : path
}

/** Address of a register 清单, of an agency's registers, or of all; what was asked of it stands behind. */
export function registerHref(
  { agency, id, q, on, key, page }: Readonly<{ agency?: string; id?: string; q?: string; on?: string; key?: string; page?: number }> = {},
  path = '',
): string {
  const asked = Object.entries({ q, on, key, page: page && page > 1 ? page : undefined }).flatMap(([name, value]) =>
    value ? [`${name}=${encodeURIComponent(value)}`] : [],
  )
  const at = ['/lists', agency, id].flatMap((part) => (part ? [part === '/lists' ? part : encodeURIComponent(part)] : [])).join('/') + path
  return asked.length > 0 ? `${at}?${asked.join('&')}` : at
}

/** Address of the page where a certificate is checked 执法人员核对. */
export const officerHref = (no = ''): string => (no ? `/officers?no=${encodeURIComponent(no)}` : '/officers')
