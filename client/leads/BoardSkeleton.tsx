import { t } from '../lib/messages.ts'
import { Delayed } from '../ui/Delayed.tsx'
import classes from './BoardSkeleton.module.css'

const shapes = [5, 4, 3, 2, 4].map((many, column) => ({ column, cards: Array.from({ length: many }, (_, card) => card) }))

/** The board's own shape while its cards are on the way. */
export function BoardSkeleton({ columns }: { columns: number }) {
  return (
    <Delayed>
      <div role="status" className={classes.board}>
        <span className="visually-hidden">{t('common.loading')}</span>
        {shapes.slice(0, columns).map(({ column, cards }) => (
          <div key={column} className={classes.column} aria-hidden>
            <span className={classes.title} />
            {cards.map((card) => (
              <span key={card} className={classes.card} />
            ))}
          </div>
        ))}
      </div>
    </Delayed>
  )
}
