/** As the search takes a text 查询所用的写法, told once more and otherwise than the database tells it. */
export const plain = (said: string): string =>
  Array.from(said.normalize('NFKC'), (sign) => ({ '〔': '[', '【': '[', '［': '[', '〕': ']', '】': ']', '］': ']' })[sign] ?? sign)
    .join('')
    .toLowerCase()
