/** Address of a decision's own page. */
export const decisionHref = ({ agency, id }: Readonly<{ agency: string; id: string }>): string =>
  `/decisions/${encodeURIComponent(agency)}/${encodeURIComponent(id)}`

/** Address of a page of the list, with only what was asked. */
export function listHref({ q, agency, page }: Readonly<{ q?: string; agency?: string | undefined; page?: number }>): string {
  const asked = [
    ...(q ? [`q=${encodeURIComponent(q)}`] : []),
    ...(agency ? [`agency=${encodeURIComponent(agency)}`] : []),
    ...(page && page > 1 ? [`page=${page}`] : []),
  ]
  return asked.length > 0 ? `/decisions?${asked.join('&')}` : '/decisions'
}
