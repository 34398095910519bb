import type { InputProblem } from '../problems/input-error.ts';
import type { DateCell, DateOrder } from './date-cells.ts';
import { dateEvidence, decideOrder, orderOf, unclearDateHint, unclearDateMessage } from './date-order.ts';
import {
  decideDecimal,
  noteDecimal,
  type DecimalEvidence,
  type DecimalStyle,
  type NumberCell,
} from './number-cells.ts';
import { problemList, type ProblemList } from './problem-list.ts';

/** How a file writes numbers and dates. */
export interface FileFormats {
  readonly decimal: DecimalStyle;
  readonly dateOrder: DateOrder;
}

/** Describes a cell's problem; called only for the few cells that are kept. */
type Describe = (message: string, hint?: string) => InputProblem;

/** Gathers, cell by cell, how a file writes its numbers and dates. */
export interface FormatEvidence {
  seeNumber(cell: NumberCell, text: string, describe: Describe): void;
  seeDate(cell: DateCell, text: string, describe: Describe): void;
  /** The file's formats; adds a problem where cells contradict each other or nothing decides. */
  decide(problems: ProblemList, delimiter: string): FileFormats;
}

function keep(list: ProblemList, make: () => InputProblem): void {
  if (list.open) list.add(make());
  else list.addUncounted(1);
}

/** Hands the witnesses of the rarer style over to the problems. */
function report(problems: ProblemList, witnesses: ProblemList): void {
  for (const problem of witnesses.items) problems.add(problem);
  problems.addUncounted(witnesses.count - witnesses.items.length);
}

function isStyle(style: NumberCell['style']): style is DecimalStyle {
  return style === 'point' || style === 'comma';
}

const unclearNumberHint = 'write numbers without a thousands separator';

/** No evidence yet. */
export function formatEvidence(): FormatEvidence {
  const decimals: DecimalEvidence = { point: 0, comma: 0, unclear: 0 };
  const dates = dateEvidence();
  const odd = {
    point: problemList(),
    comma: problemList(),
    dayFirst: problemList(),
    monthFirst: problemList(),
  };
  const unclear: { number?: InputProblem; date?: InputProblem } = {};
  return {
    seeNumber(cell, text, describe) {
      const { style } = cell;
      if (style === 'either') return;
      noteDecimal(decimals, cell);
      if (isStyle(style)) {
        const [other, own] = style === 'point' ? ['comma', 'point'] : ['point', 'comma'];
        keep(odd[style], () =>
          describe(
            `"${text}" has a decimal ${own}, other numbers of the file a decimal ${other}`,
            'write all numbers the same way',
          ),
        );
      } else {
        unclear.number ??= describe(
          `"${text}" can be ${cell.point} or ${cell.comma}, and no number of the file decides`,
          unclearNumberHint,
        );
      }
    },
    seeDate(cell, text, describe) {
      const order = orderOf(cell);
      if (order === 'either') return;
      dates[order] += 1;
      if (order === 'dayFirst' || order === 'monthFirst') {
        const [own, other] = order === 'dayFirst' ? ['the day', 'the month'] : ['the month', 'the day'];
        keep(odd[order], () =>
          describe(`"${text}" has ${own} first, other dates of the file ${other}`, unclearDateHint),
        );
      } else unclear.date ??= describe(unclearDateMessage(text, cell), unclearDateHint);
    },
    decide(problems, delimiter) {
      const decimal = decideDecimal(decimals, delimiter);
      if (decimal === undefined && unclear.number !== undefined) problems.add(unclear.number);
      const dateOrder = decideOrder(dates);
      if (dateOrder === undefined && unclear.date !== undefined) problems.add(unclear.date);
      report(problems, decimal === 'comma' ? odd.point : odd.comma);
      report(problems, dateOrder === 'day-first' ? odd.monthFirst : odd.dayFirst);
      return { decimal: decimal ?? 'point', dateOrder: dateOrder ?? 'day-first' };
    },
  };
}
