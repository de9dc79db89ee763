// The figures, for the page to put in place. They draw pictures and report what was pointed at; nothing else.

export { HandMark, type Verdict, VerdictMark } from './glyphs/Verdict.tsx'
export { LogTable, type LogTableProps } from './logTable/LogTable.tsx'
export { RoleChart, type RoleChartProps } from './roleChart/RoleChart.tsx'
export { ScrubBar, type ScrubBarProps } from './scrubBar/ScrubBar.tsx'
export { type FigureSizes, useSizes } from './shared/sizes.ts'
export { milliseconds, withCommas } from './shared/time.ts'
export { Stage, type StageProps } from './stage/Stage.tsx'
export { isSame, type MenuPlace, type Thing, thingKey } from './thing.ts'
export { Hero, Thumb } from './thumbs/Thumb.tsx'
export { TimePane, type TimePaneProps } from './timePane/TimePane.tsx'
export { timePaneHead } from './timePane/timePane.ts'
