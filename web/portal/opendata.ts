import type { PublicDecision } from '#publication/public'
import { csvText } from '#register/csv'
import { decisionHref, proofFileHref } from '#web/portal/address.ts'
import { plain } from '#web/portal/Words.tsx'

/** Text of an element or an attribute of XML: what XML cannot hold is left out. */
const xml = (text: string): string =>
  plain(text)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** When an entry last changed: published, or corrected since. */
const updatedOf = ({ publishedOn, correction }: PublicDecision): string => `${correction?.on ?? publishedOn}T00:00:00+08:00`

/** 最新公示 as an Atom feed (RFC 4287); a decision keeps its id whatever becomes of its page. */
export function feedOf(site: string, origin: string, items: readonly PublicDecision[]): string {
  const entries = items.map(
    (decision) => `<entry>
<id>urn:uuid:${xml(decision.id)}</id>
<title>${xml(decision.title)}</title>
<updated>${updatedOf(decision)}</updated>
<author><name>${xml(decision.agencyZh)}</name></author>
<link rel="alternate" href="${xml(origin + decisionHref(decision))}"/>
<summary>${xml(`${[decision.documentNo, decision.party, decision.outcome].filter(Boolean).join('，')}。${decision.correction ? `更正：${decision.correction.note}` : ''}`)}</summary>
</entry>
`,
  )
  const updated = items.map(updatedOf).sort().at(-1) ?? '1970-01-01T00:00:00Z'
  return `${head}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${xml(`${origin}/feed.xml`)}</id>
<title>${xml(site)}：最新公示</title>
<updated>${updated}</updated>
<link rel="self" href="${xml(`${origin}/feed.xml`)}"/>
<link rel="alternate" href="${xml(`${origin}/decisions`)}"/>
${entries.join('')}</feed>
`
}

const sitemaps = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** Addresses for search engines 网站地图, at most 50,000 of them. */
export const sitemapOf = (origin: string, paths: readonly string[]): string =>
  `${head}<urlset xmlns="${sitemaps}">\n${paths.map((path) => `<url><loc>${xml(origin + path)}</loc></url>\n`).join('')}</urlset>\n`

/** The list of so many maps. */
export const sitemapIndexOf = (origin: string, count: number): string =>
  `${head}<sitemapindex xmlns="${sitemaps}">\n${Array.from({ length: count }, (_, n) => `<sitemap><loc>${xml(`${origin}/sitemap-${n + 1}.xml`)}</loc></sitemap>\n`).join('')}</sitemapindex>\n`

/** What search engines may read: of a demo, nothing. */
export const robotsOf = (origin: string, demo: boolean): string =>
  demo
    ? 'User-agent: *\nDisallow: /\n'
    : `User-agent: *\nDisallow: /api/\nDisallow: /desk/\nDisallow: /field/\nDisallow: /plain/\nSitemap: ${origin}/sitemap.xml\n`

/** A decision as programs read it: all that its page shows, where the page is, and where its proof. */
export const recordOf = (origin: string, decision: PublicDecision) => ({
  ...decision,
  url: origin + decisionHref(decision),
  proof: origin + proofFileHref(decision),
})

const columns: readonly (readonly [string, (decision: PublicDecision, origin: string) => string])[] = [
  ['文号', ({ documentNo }) => documentNo ?? ''],
  ['案由', ({ title }) => title],
  ['当事人', ({ party }) => party ?? ''],
  ['处罚', ({ outcome }) => outcome ?? ''],
  ['违法事实', ({ facts }) => facts ?? ''],
  ['处罚依据', ({ basis = [] }) => basis.map(({ cite }) => cite).join('；')],
  ['执法机关', ({ agencyZh }) => agencyZh],
  ['决定日期', ({ decidedOn }) => decidedOn],
  ['公示日期', ({ publishedOn }) => publishedOn],
  ['公示期限', ({ term }) => term.due],
  ['期限的第几日', ({ term }) => String(term.nth)],
  ['网址', (decision, origin) => origin + decisionHref(decision)],
]

/** The list as a table 下载表格 (RFC 4180, with the mark by which spreadsheets know UTF-8). */
export const csvOf = (origin: string, items: readonly PublicDecision[]): string =>
  csvText([columns.map(([zh]) => zh), ...items.map((decision) => columns.map(([, of]) => of(decision, origin)))])
