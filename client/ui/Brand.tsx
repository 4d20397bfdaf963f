import icon from '../icon.svg'
import classes from './Brand.module.css'

export function Brand({ name }: { name: string }) {
  return (
    <div className={classes.brand}>
      <img src={icon} width={24} height={24} alt="" />
      <span className={classes.name}>{name}</span>
    </div>
  )
}
