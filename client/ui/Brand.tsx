import icon from '../icon.svg'
import classes from './Brand.module.css'

export function Brand({ name, note }: { name: string; note?: string }) {
  return (
    <div className={classes.brand}>
      <img src={icon} width={24} height={24} alt="" />
      <span className={classes.name} title={name}>
        {name}
      </span>
      {note && <span className={classes.note}>{note}</span>}
    </div>
  )
}
