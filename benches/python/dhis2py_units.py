"""All organisation units with dhis2.py: dictionaries."""

import os

from dhis2 import Api

FIELDS = "code,name,shortName,id,level,path,openingDate,parent[id]"
api = Api(os.environ["BENCH_URL"], "admin", "district")
count = length = 0
for page in api.get_paged("organisationUnits", params={"fields": FIELDS}, page_size=1000):
    for unit in page["organisationUnits"]:
        count += 1
        length += len(unit["name"])
print(0, 0, count, length, 0, 0)
