// What is wrong with the texts of the product; part of npm run check. See docs/developers/texts.md
import { faultsOf, ourPortal, ourProduct } from './texts/check.ts'

const faults = [...faultsOf(ourProduct()), ...faultsOf(ourPortal())]
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
