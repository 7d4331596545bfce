import { surnameAt } from '#publication/surname'

/** Where a name of a natural person may stand 疑似自然人姓名: UTF-16 offsets; `certain` is never claimed, since no list holds all names. */
export type NameFound = Readonly<{ start: number; end: number; certainty: 'likely' | 'possible' }>

/** What is said of a person just before the name 身份用语. */
const role =
  /(?:当事人|代表人|负责人|经营者|投资人|举报人|投诉人|申请人|委托人|代理人|证人|见证人|检查人|询问人|记录人|联系人|受害人|被害人|被告人|嫌疑人|出租人|承租人|参保人|经办人|法人|患者|病人|死者|产妇|医生|医师|护士|药师|技师|校医|店主|店长|老板|经理|主任|院长|所长|局长|科长|处长|队长|部长|校长|书记|主席|总统|总理|董事|总裁|教授|主编|记者|司机|律师|会计|出纳|员工|职工|村民|居民|业主|房东|顾客|消费者|执法人员|监督员|检查员|妻子|丈夫|儿子|女儿|父亲|母亲|其[妻夫父母子女兄弟姐妹]|同事|朋友|男子|女子|同志|先生|女士|名叫|姓名[为是]?|一名叫|指派|雇佣|聘用|聘请)[:：（(“"]?$/u

/** What a person does, says or has, just after the name 承接用语. */
const after =
  /^(?:[，,。、；;：:！？）)”"」》\s]|$|称|说|表示|认为|指出|介绍|证实|签|拒|代收|出示|参加|主持|同志|先生|女士|医师|医生|护士|教授|主任|院长|局长|等|在|于|的|是|系|为|与|和|及|将|把|向|对|从|未|无|已|曾|因|经|到|任|作|以|以及|也|又|还|则|却|便|就|即|男|女|本人|身份证|非法|违法|擅自|开展|从事|执业|持有|取得|告诉|透露|谈|率|会见|出席|指|要|能|会|有|没|被|出生|当选|担任|协助)/u

/** Characters that no given name holds, but many a sentence 虚词与量词. */
const never =
  /[的了在是与及于对由被把从向到不为也就都而或其这那年月日号元个次下内外至之以所将已未并且但因则者们我你他她它您谁啥吗呢吧啊么没很更最又再仅等每各另某该此何如若当需应须可能得着过给让使令按据除非无各款条项章第届级种类件份张页台辆间]/u

/** Verbs and measures that end no given name 动词与量词的末字. */
const notWord = /[起着过认定查获现金权责制法性率型族]$/u

const han = /^\p{Script=Han}+$/u
/** Words of the law and of papers that begin like a name 法律文书用语. */
const ofLaw =
  /^(?:陈述|申辩|申请|和申辩|管辖|管理|单位|严重|安全|应当|强制|危害|经查|经营|经认|经鉴|经检|经调|项目|方法|方式|许可|水平|时间|时限|全部|全程|全额|通知|通过|通报|公安|公告|公示|公司|公开|公民|史料|金额|施行|施工|施药|殷实|毛巾|左右|从轻|从重|从事|从业|万元|能够|高度|常规|相关|支付|支持|卫医|卫监|卫健|钱款|包装|包括|查处|查封|查明|解除|解释|计算|计划|广告|温度|利息|党组|党委|国家|车辆|房屋|连续|连带|任职|任何|丰富|齐全|平台|宣传|席位|米面|盛放|储存|益母|暴力|强迫|全国|安装|都是|后果|后续|司法|相应|那么|曾经|能否|双方|边界|向阳|步骤|易制|顾客|家属|容器|戴口|钮扣|童装|白色|黄色|红色|蓝色|黑色|金属)/u

/** What parts the names of a list, or ends it. */
const listed = /^(?:[、，,；;：:（）()\s。“”]|)$/u

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** Names of several parts joined by dots 间隔号姓名: 阿依古丽·买买提. */
const dotted = new RegExp(`\\p{Script=Han}{1,8}(?:[·•・]\\p{Script=Han}{1,8}?){1,4}?(?=${after.source.slice(1)})`, 'gu')

/** Surnames that are more often words of their own 常作他用的姓: alone they make no name, with what is said around them they do. */
const common = new Set([
  ...'于和高时任方向应万后从计关明常平经红解通单都国文安成全古东水金石白黄马华章云江海山车田米花苗乐宗相公那连双家南边农步宿终易元包张支余项党须曾能强越付师充索权尚荣诸史富弘欧曲满利丰锁鱼龙雷代井盖储满房季路居广莫桑费储晋班暴冷谈代强相宣甘游纪严童',
])

/** A given name ends with none of these: places, things, titles 地名、物名与称谓的末字. */
const notPerson = /[区县市镇乡村州省街路巷牌店厂局院所队部党会总姐哥省港岛河湖庄寨屯堡奖史赛站场宫寺]$/u

type Segment = Readonly<{ segment: string; index: number; end: number }>

/** The words of a text, taken piece by piece between its marks: over a long text the breaker is slow, and no word reaches over a mark. */
function segmentsOf(text: string): readonly Segment[] {
  const found: Segment[] = []
  for (const piece of text.matchAll(/[^\p{P}\s]{1,200}|[\p{P}\s]/gu))
    for (const { segment, index } of words.segment(piece[0]))
      found.push({ segment, index: piece.index + index, end: piece.index + index + segment.length })
  return found
}

/** Where names may stand: a surname, then one or two characters that the words of the language leave over. */
export function namesIn(text: string): readonly NameFound[] {
  const segments = segmentsOf(text)
  const ends = new Set(segments.map(({ end }) => end))
  const found: NameFound[] = [...text.matchAll(dotted)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    certainty: 'likely',
  }))
  const taken = new Set(found.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, n) => start + n)))
  for (const [n, { index, segment }] of segments.entries()) {
    const surname = surnameAt(text, index)
    if (!surname || taken.has(index)) continue
    const said = role.test(text.slice(Math.max(0, index - 6), index))
    const best = [2, 1]
      .map((length) => {
        const end = index + surname.length + length
        const given = text.slice(index + surname.length, end)
        if (given.length < length || !han.test(given) || !ends.has(end)) return { end, score: -1 }
        if (given.includes('某') || (never.test(given) && !said) || notWord.test(given) || ofLaw.test(text.slice(index, end)))
          return { end, score: -1 }
        const inner = segments.slice(n, n + 4).filter((one) => one.end <= end)
        const leftOver = segment === surname && inner.length === 1 + length
        const follows = after.test(text.slice(end, end + 4))
        const before = text.charAt(index - 1)
        const alone = (common.has(surname) ? before === '、' : listed.test(before)) && listed.test(text.charAt(end))
        const known = inner.length === 1 && (length === 1 || surname.length > 1)
        const score =
          (said ? 2 : 0) +
          (length === 2 && (leftOver || inner.length === 1) ? 2 : 1) +
          (alone ? 2 : follows ? 1 : 0) -
          (common.has(surname) ? 1 : 0) -
          (known ? 2 : 0) -
          (notPerson.test(given) ? 2 : 0) -
          (/\d/.test(text.charAt(index - 1)) ? 2 : 0)
        return { end, score }
      })
      .reduce((a, b) => (b.score > a.score ? b : a))
    if (best.score < 2) continue
    found.push({ start: index, end: best.end, certainty: best.score > 2 ? 'likely' : 'possible' })
  }
  return found.sort((a, b) => a.start - b.start)
}
