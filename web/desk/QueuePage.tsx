import { Radio } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { weekday, zhDay } from '#law/day'
import type { Queue, QueueItem } from '#web/desk/api.ts'
import { DueWhy } from '#web/desk/DueWhy.tsx'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { QueueTable } from '#web/desk/QueueTable.tsx'
import { useMe } from '#web/desk/session.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 工作队列: everything due, nearest first; beside it how the chosen deadline was counted. */
export default function QueuePage() {
  const { officer, today } = useMe()
  const queue = useLoad<Queue>('/api/queue')
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
      <Read of={queue}>{(data) => <Items queue={data} />}</Read>
    </Page>
  )
}

const keyOf = ({ stream, key }: QueueItem): string => `${stream} ${key}`

function Items({ queue: { items, today } }: { queue: Queue }) {
  const mine = items.filter((item) => item.mine)
  const [whose, setWhose] = useState<'mine' | 'all'>(mine.length > 0 ? 'mine' : 'all')
  const [chosen, setChosen] = useState<string>()
  const shown = whose === 'mine' ? mine : items
  const current = shown.find((item) => keyOf(item) === chosen) ?? shown[0]
  return (
    <>
      <fieldset className="filter">
        <legend className="unseen">显示哪些事项</legend>
        <Radio.Group
          name="whose"
          value={whose}
          onChange={(event) => setWhose(event.target.value)}
          options={[
            { value: 'mine', label: `我要办 ${mine.length}` },
            { value: 'all', label: `全部 ${items.length}` },
          ]}
        />
      </fieldset>
      {current ? (
        <div className="queue">
          <QueueTable items={shown} today={today} chosen={keyOf(current)} choose={(item) => setChosen(keyOf(item))} keyOf={keyOf} />
          <DueWhy item={current} today={today} />
        </div>
      ) : (
        <p className="empty">
          {whose === 'mine'
            ? '现在没有等您办的事。可以选「全部」看看同事和当事人的期限。'
            : '现在没有待办事项。登记线索后，期限会排在这里。'}
        </p>
      )}
    </>
  )
}
