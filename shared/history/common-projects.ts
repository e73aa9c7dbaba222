import { added, type Figures, sumOf } from './figures.ts';

const otherProjects = '其他项目';

/** Unions name their programmes as they like: so many of them are told apart, those of most households. By leaf. */
export function withCommonProjects(all: ReadonlyMap<string, Figures>, most: number): Map<string, Figures> {
  const projects = Object.entries(added(all.values()).aidBy.project);
  const common = new Set(
    projects
      .sort(([, one], [, other]) => other.households - one.households)
      .slice(0, most)
      .map(([name]) => name),
  );
  return new Map(
    [...all].map(([leaf, figures]) => {
      const given = Object.entries(figures.aidBy.project).map(([name, of]) => ({
        [common.has(name) ? name : otherProjects]: of,
      }));
      return [leaf, { ...figures, aidBy: { ...figures.aidBy, project: sumOf(given) } }];
    }),
  );
}
