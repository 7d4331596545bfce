import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey, type KeyObject, sign as signWith, verify as verifyWith } from 'node:crypto'
import { describe, test } from 'node:test'
import { bytesOfBase64 } from '#ledger/bytes'
import { checkpointIn, checkpointText, openCheckpoint } from '#ledger/checkpoint'
import { leafHash } from '#ledger/leaf'
import { openNote, type Signer, signNote, type Verifier, type Verify, verifierIn, verifierOf, vkeyOf } from '#ledger/note'
import { append, nodesIn } from '#ledger/tile'
import { redeem, tlogProofIn, tlogProofText } from '#ledger/tlogproof'
import { hashesOf, inclusionPath, rootOf } from '#ledger/tree'
import { sha256 } from '#server/digest'

const LONG = process.env.LONG === '1'
const pkcs8 = (seed: Uint8Array) => Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
const spki = (key: Uint8Array) => Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key])
const keys = new Map<string, KeyObject>()
const keyOf = (key: Uint8Array): KeyObject => {
  const name = Buffer.from(key).toString('hex')
  const held = keys.get(name) ?? createPublicKey({ key: spki(key), format: 'der', type: 'spki' })
  keys.set(name, held)
  return held
}
const verify: Verify = (key, message, signature) => verifyWith(null, message, keyOf(key), signature)
function signerOf(name: string, seed: Uint8Array): Signer {
  const secret = createPrivateKey({ key: pkcs8(seed), format: 'der', type: 'pkcs8' })
  const key = Uint8Array.from(createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32))
  return { name, key, sign: (message) => signWith(null, message, secret) }
}
const known = ({ name, key }: Signer): Verifier => verifierOf(name, key, sha256)

const log = signerOf('zhifa.example/ops', Buffer.alloc(32, 1))
const witness = signerOf('见证.example', Buffer.alloc(32, 2))
const stranger = signerOf('zhifa.example/ops', Buffer.alloc(32, 3))

describe('C2SP signed-note 签名文书', () => {
  test('Go 语言 sumdb/note 文档中的文书：验得过，签出来一字不差', () => {
    const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    const line = '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
    const verifier = verifierIn('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', sha256)
    assert.ok(verifier)
    assert.deepEqual(openNote(`${text}\n${line}`, [verifier], verify), { text, by: [verifier] })
    const seed = bytesOfBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz')?.slice(1)
    assert.ok(seed)
    assert.equal(signNote(text, [signerOf('PeterNeumann', seed)], sha256), `${text}\n${line}`)
  })
  test('验证钥写出来再读，是同一把；写法有别的不认', () => {
    const vkey = vkeyOf(known(witness))
    assert.deepEqual(verifierIn(vkey, sha256), known(witness))
    const [name = '', id = '', key = ''] = vkey.split('+')
    const strange = [
      `另一.example+${id}+${key}`,
      `${name}+00000000+${key}`,
      `${name}+${id.toUpperCase()}x+${key}`,
      `${name}+${id}+${key.slice(0, -4)}`,
      `${name}+${id}+${key}\n`,
      `+${id}+${key}`,
      `有 空格+${id}+${key}`,
      '',
    ]
    for (const text of strange) assert.equal(verifierIn(text, sha256), undefined, text)
  })
  test('几行签名：认得的都算，不认得的不算', () => {
    const note = signNote('正文\n\n第二段\n', [log, stranger, witness], sha256)
    const opened = openNote(note, [known(log), known(witness)], verify)
    assert.deepEqual(opened, { text: '正文\n\n第二段\n', by: [known(log), known(witness)] })
  })
  test('不能签的：没有换行结尾、控制字符、半个字；名称有空格或者加号', () => {
    for (const text of ['没有换行', '制表\t\n', '回车\r\n', '零\0\n', '\ud800\n', ''])
      assert.throws(() => signNote(text, [log], sha256), RangeError, JSON.stringify(text))
    for (const name of ['', '有 空格', '有\u3000全角空格', '加+号', '换\n行'])
      assert.throws(() => signNote('甲\n', [{ ...log, name }], sha256), RangeError, JSON.stringify(name))
  })
})

describe('不该采信的都不采信', () => {
  const text = checkpointText({ origin: log.name, size: 1, root: new Uint8Array(32) })
  const note = signNote(text, [log], sha256)
  const line = note.slice(text.length + 1)
  const fault = (said: string, keys = [known(log)]) => {
    const opened = openNote(said, keys, verify)
    return 'fault' in opened ? opened.fault : 'believed'
  }
  const attacks: readonly (readonly [string, string, string])[] = [
    ['原样', note, 'believed'],
    ['只有不认识的钥签名', signNote(text, [witness], sha256), 'unknown-key'],
    ['同名而不是同一把钥', signNote(text, [stranger], sha256), 'unknown-key'],
    ['正文改了一字', note.replace('\n1\n', '\n2\n'), 'bad-signature'],
    ['正文前加一行', `前言\n${note}`, 'bad-signature'],
    ['同一签名两次', `${note}${line}`, 'duplicate'],
    ['不认识的签名两次', `${note}${signNote(text, [witness, witness], sha256).slice(text.length + 1)}`, 'duplicate'],
    ['末尾加一行未经签名的话', `${note}另外说一句\n`, 'malformed'],
    ['签名之间夹一行话', `${text}\n夹带\n${line}`, 'malformed'],
    ['签名之后空一行再加话', `${note}\n夹带\n`, 'malformed'],
    ['签名之后多一个空行', `${note}\n`, 'malformed'],
    ['没有签名', `${text}\n`, 'malformed'],
    ['没有分隔的空行', `${text}${line}`, 'malformed'],
    ['末尾没有换行', note.slice(0, -1), 'malformed'],
    ['破折号换成连字符', note.replace('— ', '- '), 'malformed'],
    ['破折号换成短横', note.replace('— ', '– '), 'malformed'],
    ['两个空格', note.replace('— ', '—  '), 'malformed'],
    ['行末空格', note.replace(/\n$/, ' \n'), 'malformed'],
    ['签名之前有空格', note.replace('— ', ' — '), 'malformed'],
    ['正文中有回车', note.replaceAll('\n', '\r\n'), 'malformed'],
    ['正文中有控制字符', note.replace('\n1\n', '\n1\u0007\n'), 'malformed'],
    ['签名只有编号', `${text}\n— ${log.name} ${Buffer.from(known(log).id).toString('base64')}\n`, 'malformed'],
    [
      '签名短一字节',
      `${text}\n— ${log.name} ${Buffer.from((line.split(' ')[2] ?? '').trim(), 'base64')
        .subarray(0, 67)
        .toString('base64')}\n`,
      'bad-signature',
    ],
    ['补位有杂散的位', note.replace(/([A-Za-z\d+/])==?\n$/, (_, last) => `${last === 'A' ? 'B' : 'Z'}=\n`), 'malformed'],
    ['没有补位', note.replace(/=+\n$/, '\n'), 'malformed'],
    ['签名多于一百行', `${text}\n${line.repeat(101)}`, 'malformed'],
    ['空的', '', 'malformed'],
  ]
  for (const [name, said, wanted] of attacks) test(name, () => assert.equal(fault(said), wanted))
  test('截断在任何一处，都不采信', () => {
    for (let length = 0; length < note.length; length++) assert.notEqual(fault(note.slice(0, length)), 'believed', String(length))
  })
  test(LONG ? '一位翻转，都不采信' : '一位翻转，都不采信（每十一位试一位）', () => {
    const bytes = Buffer.from(note)
    for (let bit = 0; bit < bytes.length * 8; bit += LONG ? 1 : 11) {
      const flipped = Buffer.from(bytes)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      assert.notEqual(fault(flipped.toString('utf8')), 'believed', `第 ${bit} 位`)
    }
  })
  test('一把认得的钥签错了，另一把签对也不采信', () => {
    const other = signNote('别的话\n', [witness], sha256)
    assert.equal(fault(`${note}${other.slice(other.indexOf('\n\n') + 2)}`, [known(log), known(witness)]), 'bad-signature')
  })
})

describe('检查点与凭证', () => {
  const leaves = ['甲', '乙', '丙'].map((said) => leafHash(Buffer.from(said), sha256))
  const tiles = append(0, [], leaves, sha256)
  const node = nodesIn((level) => tiles[level]?.bytes, sha256)
  const checkpoint = (origin = log.name, signer = log) =>
    signNote(checkpointText({ origin, size: 3, root: rootOf(3, node, sha256) }), [signer], sha256)
  const told = (index: number, note = checkpoint()) =>
    tlogProofText({ index, path: hashesOf(inclusionPath(index, 3), node, sha256), checkpoint: note })

  test('检查点三行，读回来相同；不规范的不认', () => {
    const point = { origin: log.name, size: 12, root: new Uint8Array(32).fill(5) }
    assert.deepEqual(checkpointIn(checkpointText(point)), point)
    for (const text of [
      checkpointText(point).replace('12', '012'),
      checkpointText(point).replace('12', '-1'),
      checkpointText(point).replace('12', '9999999999999999'),
      checkpointText(point).replace('=', ''),
      `\n12\n${Buffer.alloc(32).toString('base64')}\n`,
      `${log.name}\n12\n`,
    ])
      assert.equal(checkpointIn(text), undefined, text)
  })
  test('来源不是钥的名称的，不采信', () => {
    assert.deepEqual(openCheckpoint(checkpoint('别处'), known(log), verify), { fault: 'origin' })
    assert.deepEqual(openCheckpoint(signNote('不是检查点\n', [log], sha256), known(log), verify), { fault: 'malformed' })
  })
  test('凭证可以离线核对：每一叶都在', () => {
    for (const [index, leaf] of leaves.entries())
      assert.deepEqual(redeem(told(index), leaf, known(log), verify, sha256), { index, size: 3 })
  })
  test('别的叶、别的位置、别的日志、假的签名，都不成立', () => {
    const [first, second] = leaves
    assert.ok(first && second)
    const of = (text: string, leaf = first) => {
      const answer = redeem(text, leaf, known(log), verify, sha256)
      return 'fault' in answer ? answer.fault : 'holds'
    }
    assert.equal(of(told(0), second), 'not-included')
    assert.equal(of(told(0).replace('index 0', 'index 1')), 'not-included')
    assert.equal(of(told(0, checkpoint('别处'))), 'origin')
    assert.equal(of(told(0, checkpoint(log.name, stranger))), 'unknown-key')
    assert.equal(of(told(0).replace('index 0', 'index 00')), 'malformed')
    assert.equal(of(told(0).replace('@v1', '@v2')), 'malformed')
    assert.equal(of(''), 'malformed')
  })
  test('附带的资料不影响核对，但须是规范的 base64', () => {
    const extra = (text: string) => told(1).replace('index', `extra ${text}\nindex`)
    assert.equal(tlogProofIn(extra('YWJj'))?.index, 1)
    assert.equal(tlogProofIn(extra('YWJ')), undefined)
  })
})
