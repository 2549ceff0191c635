import { toType } from '../../kernel/to-type';
import { comparePins, inspectFiles, isDrift, readPinFacts } from '../../pin';
import { defineCheck } from '../check';

/** A listed tool that is missing, in another version than its pin, or with other files than its lock: what `Pin.DriftFail` ends with 203 for. */
export default defineCheck({
  code: 'HC021',
  title: 'a tool is not what its pin says',
  run: (health) => {
    const { facts } = readPinFacts(health, health.load);
    return inspectFiles(facts, comparePins(facts))
      .filter(isDrift)
      .map(({ manager, tool, installed, expected, wanted, action, reason }) => ({
        severity: 'warning',
        message: `${manager}:${tool} drifts: ${reason ?? action}`,
        evidence: { manager, tool, installed, wanted: expected ?? wanted, action },
        fix: toType('Pin.Sync'),
      }));
  },
});
