import { Input } from 'antd'
import { type SyntheticEvent, useEffect, useState } from 'react'

/** 查找: the words that a list is searched for. */
export function Words({ q, label, hint, onAsk }: Readonly<{ q: string; label: string; hint: string; onAsk: (words: string) => void }>) {
  const [words, setWords] = useState(q)
  useEffect(() => setWords(q), [q])
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    onAsk(words.trim())
  }
  return (
    <form className="ask" onSubmit={submit}>
      <label htmlFor="q">{label}</label>
      <Input.Search
        id="q"
        value={words}
        placeholder={hint}
        enterButton="查找"
        allowClear
        onChange={(event) => setWords(event.target.value)}
        onSearch={() => onAsk(words.trim())}
      />
    </form>
  )
}
