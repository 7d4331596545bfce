import { isIPv6 } from 'node:net'

/** Whence a request comes, as far as it can be told 来源网络: an IPv4 address, or the /64 of an IPv6 one, since one line has all addresses of that. */
export function networkOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [front = '', back] = plain.split('::')
  const groups = (text: string) => (text ? text.split(':') : [])
  const [left, right] = [groups(front), groups(back ?? '')]
  const all = back === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return all
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}
