import { Radio } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { weekday, zhDay } from '#law/day'
import type { Queue, QueueCounts, QueueItem, Whose } from '#web/desk/api.ts'
import { DueWhy } from '#web/desk/DueWhy.tsx'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { QueueTable } from '#web/desk/QueueTable.tsx'
import { useMe } from '#web/desk/session.tsx'
import { Turning } from '#web/desk/Turning.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 工作队列: everything due, nearest first; beside it how the chosen deadline was counted. Who has nothing to do sees what others have. */
export default function QueuePage() {
  const { officer, today } = useMe()
  const [search, setSearch] = useSearchParams()
  const queue = useLoad<Queue>('/api/queue', `${new URLSearchParams({ whose: search.get('whose') ?? '', page: search.get('page') ?? '' })}`)
  const counts = useLoad<QueueCounts>('/api/queue/counts')
  const reports = officer.posts.some(({ id }) => id === 'handler' || id === 'unitHead')
  return (
    <Page>
      <PageHead title="工作队列" note={`${zhDay(today)}　星期${'日一二三四五六'[weekday(today)]}　按到期先后排列`}>
        {reports && (
          <Link className="button" to="/cases/new">
            登记线索
          </Link>
        )}
      </PageHead>
      <Read of={queue}>
        {(data) => (
          <>
            <Items queue={data} {...(counts.data ? { counts: counts.data } : {})} turn={(whose) => setSearch({ whose })} />
            {counts.data && (
              <Turning
                of={{ page: data.page, total: counts.data[data.whose], pages: counts.data.pages[data.whose] }}
                to={(page) => setSearch({ whose: data.whose, page: String(page) })}
              />
            )}
          </>
        )}
      </Read>
    </Page>
  )
}

const keyOf = ({ stream, key }: QueueItem): string => `${stream} ${key}`

type Shown = Readonly<{ queue: Queue; counts?: QueueCounts; turn: (whose: Whose) => void }>

function Items({ queue: { items, today, whose }, counts, turn }: Shown) {
  const [chosen, setChosen] = useState<string>()
  const current = items.find((item) => keyOf(item) === chosen) ?? items[0]
  return (
    <>
      <fieldset className="filter">
        <legend className="unseen">显示哪些事项</legend>
        <Radio.Group
          name="whose"
          value={whose}
          onChange={(event) => turn(event.target.value)}
          options={[
            { value: 'mine', label: `我要办 ${counts?.mine ?? ''}` },
            { value: 'all', label: `全部 ${counts?.all ?? ''}` },
          ]}
        />
      </fieldset>
      {current ? (
        <div className="queue">
          <QueueTable items={items} today={today} chosen={keyOf(current)} choose={(item) => setChosen(keyOf(item))} keyOf={keyOf} />
          <DueWhy item={current} today={today} />
        </div>
      ) : (
        <p className="empty">
          {whose === 'mine'
            ? '现在没有等您办的事。可以选「全部」看看同事和当事人的期限。'
            : '现在没有您可以看到的待办事项。案件、公示有了期限，会自动排在这里，近的在前。'}
        </p>
      )}
    </>
  )
}
