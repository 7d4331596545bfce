type Kind = Readonly<{ id: string; zh: string; count: number }>

/** 筛选: of which kind, or all of them; how many there are of each. */
export const Filter = ({
  legend,
  all,
  kinds,
  chosen,
  choose,
}: Readonly<{
  legend: string
  all: string
  kinds: readonly Kind[]
  chosen: string
  choose: (id: string) => void
}>) => (
  <fieldset className="filter buttons">
    <legend className="unseen">{legend}</legend>
    {[{ id: '', zh: all, count: undefined }, ...kinds].map(({ id, zh, count }) => (
      <button key={id} type="button" className="button" aria-pressed={id === chosen} onClick={() => choose(id)}>
        {zh} {count}
      </button>
    ))}
  </fieldset>
)
