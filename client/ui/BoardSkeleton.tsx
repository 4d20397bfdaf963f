import { t } from '../lib/messages.ts'
import classes from './BoardSkeleton.module.css'
import { Delayed } from './Delayed.tsx'

const shapes = [5, 4, 3, 2, 4]

/** The board's own shape while its cards are on the way; as many columns as find room. */
export function BoardSkeleton({ columns = shapes.length }: { columns?: number }) {
  return (
    <Delayed>
      <div role="status" className={classes.board}>
        <span className="visually-hidden">{t('common.loading')}</span>
        {shapes.slice(0, columns).map((cards, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a shape has no identity but its place.
          <div key={at} className={classes.column} aria-hidden>
            <span className={classes.title} />
            <CardShapes cards={cards} />
          </div>
        ))}
      </div>
    </Delayed>
  )
}

/** A column whose cards come later than its neighbours'. */
export const CardsSkeleton = () => (
  <Delayed>
    <div role="status" className={classes.cards}>
      <span className="visually-hidden">{t('common.loading')}</span>
      <CardShapes cards={3} />
    </div>
  </Delayed>
)

function CardShapes({ cards }: { cards: number }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the same.
  return Array.from({ length: cards }, (_, card) => <span key={card} className={classes.card} aria-hidden />)
}
