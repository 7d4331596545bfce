import { Button } from 'antd'
import { Clauses } from '#web/kit/Clauses.tsx'
import type { ProblemBody } from '#web/kit/client.ts'

/** What went wrong, and how to go on. */
export const ProblemNote = ({ problem, retry }: { problem: ProblemBody; retry?: () => void }) => (
  <div className="note bad" role="alert">
    <p>
      <i aria-hidden="true">×</i> {problem.detail}
    </p>
    {problem.clauses && <Clauses of={problem.clauses} />}
    {retry && problem.status !== 403 && problem.status !== 404 && (
      <Button size="small" onClick={retry}>
        再试一次
      </Button>
    )}
  </div>
)
