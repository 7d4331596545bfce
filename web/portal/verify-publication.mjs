// Verifies what 明镜 published, without 明镜: in the page that offers it, or offline, where nothing but this file and the proof is needed:
//
//   node verify-publication.mjs proof.json ['the verifier key that you know']
//
// Content and nonce make the commitment; the commitment stands in the entry; the entry is a leaf of the public log; the leaf leads to the root; and
// the root is signed by the log's key. Formats: C2SP signed-note, tlog-checkpoint, tlog-proof; hashes: RFC 6962. It shares no line with the platform.

const utf8 = (text) => new TextEncoder().encode(text)
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const bytesOfHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const isSame = (a, b) => a.length === b.length && a.every((byte, n) => byte === b[n])

function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const sha256 = async (...parts) => new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', concat(...parts)))

/** Why it does not hold 不成立的原因: a sentence. */
class Fault extends Error {}
const must = (holds, why) => {
  if (!holds) throw new Fault(why)
}

/** Base 64 in the one way to write it. */
function bytesOfBase64(text) {
  must(/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(text), '不是规范的 Base64')
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
  must(btoa(String.fromCharCode(...bytes)) === text, '不是规范的 Base64')
  return bytes
}

const numberIn = (text) => {
  must(/^(?:0|[1-9]\d{0,15})$/.test(text ?? '') && Number.isSafeInteger(Number(text)), '数字写法不对')
  return Number(text)
}

/** `name+id+key` of C2SP signed-note, Ed25519. */
async function verifierIn(vkey) {
  const [, name = '', id = '', key = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z\d+/=]+)$/.exec(vkey) ?? []
  must(name, '验证钥的写法不对')
  const typed = bytesOfBase64(key)
  must(typed.length === 33 && typed[0] === 1, '验证钥不是 Ed25519')
  must(hexOf((await sha256(utf8(`${name}\n`), typed)).slice(0, 4)) === id, '验证钥的编号不是它自己的')
  return { name, id, key: typed.slice(1) }
}

/** A proof as C2SP tlog-proof writes it, without extra data, for which nobody vouches. */
function proofIn(text) {
  const [, index, lines = '', checkpoint = ''] = /^c2sp\.org\/tlog-proof@v1\nindex ([^\n]*)\n((?:[^\n]+\n)*)\n([\s\S]+)$/.exec(text) ?? []
  must(index !== undefined, '凭证的格式不对')
  const path = lines.split('\n').slice(0, -1).map(bytesOfBase64)
  must(path.length <= 53 && path.every((hash) => hash.length === 32), '凭证的路径不对')
  return { index: numberIn(index), path, checkpoint }
}

/** A signed checkpoint: what was signed, and the signature of the one key that counts. */
function checkpointIn(note, { name, id }) {
  const cut = note.lastIndexOf('\n\n')
  const text = note.slice(0, cut + 1)
  must(cut > 0 && note.endsWith('\n'), '检查点不完整')
  const lines = text.split('\n')
  must(lines.length === 4 && lines[3] === '', '检查点不是三行')
  const [origin, size, root] = lines
  const signatures = note
    .slice(cut + 2)
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [, signer, bytes] = /^— (\S+) (\S+)$/u.exec(line) ?? []
      must(signer, '检查点后有不是签名的文字')
      const signed = bytesOfBase64(bytes)
      must(signed.length > 4, '签名太短')
      return { signer, key: hexOf(signed.slice(0, 4)), signature: signed.slice(4) }
    })
  must(new Set(signatures.map(({ signer, key }) => `${signer} ${key}`)).size === signatures.length, '同一把钥签了两次')
  const own = signatures.find(({ signer, key }) => signer === name && key === id)
  must(own?.signature.length === 64, '检查点不是这把钥签的')
  must(origin === name, '检查点是别的日志的')
  const head = { size: numberIn(size), root: bytesOfBase64(root) }
  must(head.size > 0 && head.root.length === 32, '检查点的树头不对')
  return { ...head, text, signature: own.signature }
}

/** The root that a leaf leads to, RFC 9162 §2.1.3.2: not one hash more or less than needed. */
async function rootOf(leaf, index, size, path) {
  must(index < size, '检查点里还没有这一项')
  let [at, last, hash] = [index, size - 1, leaf]
  for (const sibling of path) {
    must(last > 0, '路径多出哈希')
    if (at % 2 === 1 || at === last) {
      hash = await sha256(Uint8Array.of(1), sibling, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else hash = await sha256(Uint8Array.of(1), hash, sibling)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  must(last === 0, '路径缺少哈希')
  return hash
}

function jsonIn(text, what) {
  let value
  try {
    value = JSON.parse(text)
  } catch {}
  must(typeof value === 'object' && value !== null, `${what}不是 JSON`)
  return value
}

/** The days that an entry names must be those of the page. */
const daysOf = (page) => ({
  decidedOn: page.decidedOn,
  publishedOn: page.publishedOn ?? page.withdrawn?.publishedOn,
  correctedOn: page.correction?.on,
  withdrawnOn: page.withdrawn?.on,
})

async function isSigned(key, text, signature) {
  let imported
  try {
    imported = await globalThis.crypto.subtle.importKey('raw', key, { name: 'Ed25519' }, false, ['verify'])
  } catch {
    return undefined
  }
  return globalThis.crypto.subtle.verify({ name: 'Ed25519' }, imported, signature, utf8(text))
}

/**
 * Checks a proof step by step; the first that does not hold ends it. `known`: the verifier key that you trust; without it, the one in the proof.
 * @returns `steps` as they were done, `page` what is proven, `holds`: true, false, or undefined where all but the signature was checked
 */
export async function verifyPublication(bundle, known) {
  const steps = []
  let [page, place] = []
  const done = (zh) => steps.push({ zh, ok: true })
  try {
    must(bundle?.format === 'mingjing-publication-proof/1', '不是公示凭证，或者是别的版本')
    for (const part of ['body', 'nonce', 'entry', 'proof', 'vkey']) must(typeof bundle[part] === 'string', `凭证缺少 ${part}`)
    const { body, nonce, entry: leaf, proof, vkey } = bundle
    must(/^[0-9a-f]{64}$/.test(nonce), '盐的写法不对')
    must(known === undefined || known.trim() === vkey.trim(), '凭证里的验证钥，不是您所知的那一把')
    const [content, entry] = [jsonIn(body, '公示内容'), jsonIn(leaf, '日志条目')]

    const commitment = hexOf(await sha256(Uint8Array.of(1), bytesOfHex(nonce), utf8(body)))
    must(commitment === entry.c, '公示内容与日志条目中的承诺不合：内容或者盐被改动')
    done('公示内容与盐，算出日志条目中的承诺')

    must(/^publication\.(released|corrected|withdrawn)$/.test(entry.type), '日志条目不是公示的')
    must(entry.agency === content.agency && entry.id === content.id && entry.version === content.ledger?.version, '日志条目说的是别的公示')
    const days = daysOf(content)
    for (const name of Object.keys(days)) must(entry[name] === undefined || entry[name] === days[name], '日志条目的日期与公示内容不同')
    done('条目写的机关、编号、日期，与公示内容一致')

    const verifier = await verifierIn(vkey.trim())
    const { index, path, checkpoint } = proofIn(proof)
    const { size, root, text, signature } = checkpointIn(checkpoint, verifier)
    must(isSame(await rootOf(await sha256(Uint8Array.of(0), utf8(leaf)), index, size, path), root), '从条目算出的树根，不是检查点的树根')
    done(`条目是日志的第 ${index} 项，由它算出 ${size} 项的树根`)

    const signed = await isSigned(verifier.key, text, signature)
    must(signed !== false, '检查点的签名不成立')
    steps.push(
      signed
        ? { zh: `检查点由 ${verifier.name} 的钥签署`, ok: true }
        : { zh: '这里不能验 Ed25519 签名；签名以外的都核对了', ok: undefined },
    )
    page = content
    place = { index, size, origin: verifier.name, at: entry.at, type: entry.type, vkey: vkey.trim() }
    return { holds: signed, steps, page, place }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { holds: false, steps: [...steps, { zh: error.message, ok: false }], page, place }
  }
}

const conclusions = new Map([
  [true, '成立：这份内容在公示日志里，没有改动。'],
  [false, '不成立。'],
  [undefined, '签名以外都成立。请换一个浏览器，或者用 Node.js 离线核验签名。'],
])
const signs = new Map([
  [true, '✓'],
  [false, '×'],
  [undefined, '○'],
])

/** What was checked, in words, a line each. */
export function told({ holds, steps, page, place }) {
  return [
    ...steps.map(({ zh, ok }) => `${signs.get(ok)} ${zh}`),
    ...(page
      ? [
          `所证明的：${[page.agencyZh, page.documentNo, ...(page.withdrawn ? ['已经撤回'] : [page.title, page.outcome])].filter(Boolean).join('，')}`,
        ]
      : []),
    ...(place ? [`记入时间：${place.at}（以机关的时钟为准）`] : []),
    conclusions.get(holds),
  ]
}

/** In the page 网页上: a button, and what was found below it. */
function offer(place) {
  const [button, said, list] = ['button', 'div', 'ul'].map((name) => document.createElement(name))
  button.type = 'button'
  button.textContent = '在本机核验'
  said.setAttribute('role', 'status')
  list.className = 'checked'
  said.append(list)
  const say = (lines) => list.replaceChildren(...lines.map((line) => Object.assign(document.createElement('li'), { textContent: line })))
  button.addEventListener('click', async () => {
    if (!globalThis.crypto?.subtle) return say(['浏览器只在 https 的页面上提供核验所需的算法。请下载凭证，离线核验。'])
    try {
      const answer = await fetch(place.dataset.proof, { cache: 'no-store' })
      must(answer.ok, '现在取不到凭证，请稍后再试')
      say(told(await verifyPublication(await answer.json())))
    } catch (error) {
      say([error instanceof Fault ? error.message : '现在不能核验，请稍后再试'])
    }
  })
  place.append(button, said)
  place.hidden = false
}

/** On the command line 离线. */
async function main([file, known]) {
  const { readFileSync } = await import('node:fs')
  if (!file) {
    console.error("用法：node verify-publication.mjs 凭证.json ['您所知的验证钥']")
    return 2
  }
  let bundle
  try {
    bundle = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    console.error(`不能读取 ${file}，或者它不是 JSON。`)
    return 2
  }
  const result = await verifyPublication(bundle, known)
  console.log(told(result).join('\n'))
  if (known === undefined && result.place) console.log(`验证钥取自凭证本身，请与您从别处得知的比对：\n${result.place.vkey}`)
  return result.holds ? 0 : 1
}

if (typeof document !== 'undefined') {
  const place = document.getElementById('verify-here')
  if (place) offer(place)
} else if (globalThis.process?.argv[1]) {
  const [{ pathToFileURL }, { realpathSync }] = await Promise.all([import('node:url'), import('node:fs')])
  const isMain = import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href
  if (isMain) process.exitCode = await main(process.argv.slice(2))
}
