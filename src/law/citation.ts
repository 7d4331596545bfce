import type { ClauseId } from '#law/clause'
import { type Day, zhDay } from '#law/day'
import { inChinese, numberIn } from '#law/numeral'

/** One text of the register 登记的文件, with the clauses it holds: the shape of a file of `packs/clauses/`. */
export type CitedText = Readonly<{
  text: Readonly<{ key: string; zh: string; edition: string; from: Day; to?: Day | undefined; short?: readonly string[] | undefined }>
  clauses: Readonly<Record<string, Readonly<{ cite: string }>>>
}>

/** A place in a text 条、款、项; an opinion that is numbered through has items alone 第（十三）项. */
export type Place = Readonly<{ article?: number; paragraph?: number; item?: number }>

/** What a citation means, or why it cannot be told, in Chinese. */
export type Found = Readonly<{ id: ClauseId }> | Readonly<{ zh: string }>

/** 第五十八条第一款第（二）项 */
export const placeZh = ({ article, paragraph, item }: Place): string =>
  [
    article === undefined ? '' : `第${inChinese(article)}条`,
    paragraph === undefined ? '' : `第${inChinese(paragraph)}款`,
    item === undefined ? '' : `第（${inChinese(item)}）项`,
  ].join('')

const NUMBER = '([\\d〇零一二三四五六七八九十百千]+)'
const ARTICLE = new RegExp(`^(?!第[^号]*条)(.+?)(?:\\((\\d{4})[^()]*\\))?第?${NUMBER}条(?:第?${NUMBER}款)?(?:第?\\(?${NUMBER}\\)?项)?$`)
const ITEM = new RegExp(`^(?!第[^号]*项)(.+?)第?\\(?${NUMBER}\\)?项$`)

/** One spelling for all: no spaces, no 《》, half-width figures and brackets. */
const spelt = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s《》]/g, '')
    .replaceAll(/[[〔]/g, '(')
    .replaceAll(/[\]〕]/g, ')')

/** A citation taken apart: the name as it is spelt, the year of an edition, the place; nothing when it is none. */
function apart(text: string): Readonly<{ name: string; year?: string; place: Place }> | undefined {
  const [, named, year, article, paragraph, item] = ARTICLE.exec(text) ?? []
  const [, whole, point] = named ? [] : (ITEM.exec(text) ?? [])
  const name = named ?? whole
  const said = { article, paragraph, item: item ?? point }
  const place = Object.fromEntries(Object.entries(said).flatMap(([key, words]) => (words ? [[key, numberIn(words)]] : [])))
  return name && Object.values(place).every(Boolean) ? { name, place, ...(year ? { year } : {}) } : undefined
}

/** All names of a text 名称、简称、文号: 行政处罚法, 处罚法; 令13, 第13号令; 国办发〔2018〕118号. */
function namesOf({ zh, edition, short = [] }: CitedText['text']): string[] {
  const [order = '', number = ''] = /\p{Script=Han}*令第(\d+)号/u.exec(edition) ?? []
  const orders = number ? [order, `令第${number}号`, `令${number}`, `第${number}号令`, `${number}号令`] : []
  const paper = /^\S+〔\d{4}〕\d+号$/.test(edition) ? [edition] : []
  return [...new Set([zh, zh.replace(/^中华人民共和国/, ''), ...short, ...orders, ...paper].map(spelt))]
}

/** Reads and prints citations 条款引用 against the register of texts. */
export function citer(register: readonly CitedText[]) {
  const byName = new Map<string, CitedText[]>()
  const byCite = new Map<string, ClauseId>()
  for (const entry of register) {
    for (const name of namesOf(entry.text)) byName.set(name, [...(byName.get(name) ?? []), entry])
    for (const [id, { cite }] of Object.entries(entry.clauses)) if (!byCite.has(spelt(cite))) byCite.set(spelt(cite), id as ClauseId)
  }

  /** The edition that is meant: the one named, else the one in force that day, else the one in force now. */
  function edition(name: string, year: string | undefined, on: Day | undefined): CitedText | string {
    const named = byName.get(name)
    if (!named) return `没有登记名为「${name}」的文件`
    const meant = year ? named.filter(({ text }) => text.edition.startsWith(year)) : named
    if (meant.length === 0) return `「${name}」没有登记${year}年的文本`
    const held = year || !on ? meant : meant.filter(({ text }) => text.from <= on && (!text.to || on <= text.to))
    if (held.length === 0 && on) return `「${name}」在${zhDay(on)}没有施行的文本`
    const current = held.filter(({ text }) => !text.to)
    const [one, ...others] = held.length > 1 && current.length > 0 ? current : held
    if (one && others.length === 0) return one
    return `「${name}」不止一部，请写明是哪一部：${held.map(({ text }) => `${text.zh}（${text.edition}）`).join('、')}`
  }

  /** The registered clause at a place; an item without its paragraph is found where only one paragraph has it. */
  function at({ text, clauses }: CitedText, place: Place): Found {
    const { article, paragraph, item } = place
    const within = new RegExp(`^${text.key}-${article}-\\d+-${item}$`)
    const ids =
      article && !paragraph && item
        ? Object.keys(clauses).filter((id) => within.test(id))
        : [[text.key, article, paragraph, item].filter((part) => part !== undefined).join('-')].filter((id) => clauses[id])
    const [id, ...others] = ids
    if (!id) return { zh: `《${text.zh}》没有登记${placeZh(place)}` }
    if (others.length === 0) return { id: id as ClauseId }
    return { zh: `《${text.zh}》第${inChinese(article ?? 1)}条不止一款有第（${inChinese(item ?? 1)}）项，请写明第几款` }
  }

  return {
    /** 《行政处罚法》第五十八条第一款第（二）项, 令13第42条. `on` chooses the edition; without it the one in force now is meant. */
    parse(words: string, on?: Day): Found {
      const text = spelt(words)
      const parts = apart(text)
      const exact = byCite.get(text)
      if (exact && (!on || !parts?.place.article)) return { id: exact }
      if (!parts) return { zh: `「${words.trim()}」看不出是哪一条，请写作《行政处罚法》第五十八条第一款第（二）项` }
      const meant = edition(parts.name, parts.year, on)
      if (typeof meant === 'string') return { zh: meant }
      return exact && meant.clauses[exact] ? { id: exact } : at(meant, parts.place)
    },

    /** As the register reads it out. @throws {RangeError} when it is not registered */
    print(id: ClauseId): string {
      const cite = register.find(({ clauses }) => clauses[id])?.clauses[id]?.cite
      if (!cite) throw new RangeError(`${id} is not in the register of clauses`)
      return cite
    },
  }
}
